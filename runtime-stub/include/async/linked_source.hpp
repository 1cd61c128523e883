#pragma once

#include <async/annotations.hpp>
#include <async/cancellation.hpp>

#include <concepts>

namespace async {

/// A source that is canceled when any of the tokens is, by `cancel`, or by the
/// time of `cancel_after`: what a function needs that adds a reason to stop to
/// those of its caller.
///
///     linked_source limited(token);
///     limited.cancel_after(5s);
///     co_await fetch(address, limited.token());
///
/// It is canceled at once if a token is canceled already, else during the
/// `cancel` of that token's source, on the same thread. The tokens know the
/// source as long as a copy of it lives; a plain `cancellation_source` may be
/// such a copy. The end of the last one waits for a callback that is running
/// on another thread. It cancels nobody else: the link leads one way.
///
/// Safe from any thread. Throws only if there is no memory. Making it and
/// ending it are linear in the number of tokens.
class ASYNC_TOKEN_SOURCE linked_source : public cancellation_source {
public:
  template <std::same_as<cancellation_token>... Tokens>
  explicit linked_source(const Tokens &...tokens) {
    (link(tokens), ...);
  }
};

} // namespace async
