#pragma once

/// One macro a role of async-tidy's vocabulary. They cost nothing at run time
/// and expand to nothing under compilers other than clang.
///
///     class ASYNC_TASK ASYNC_HOT my_task { ... };
///     ASYNC_BLOCKS_TWIN("read_async") std::string read(file&);
///
/// On a class, write the macro between `class` and the name; on a function,
/// before the declaration. Annotate your own types in the same way.
#if defined(__clang__)
#define ASYNC_ROLE(name) [[clang::annotate("async:" name)]]
#else
#define ASYNC_ROLE(name)
#endif

// clang-format off: a table, one role a line.
// Types.
#define ASYNC_TASK ASYNC_ROLE("task")                     // a result that is awaited
#define ASYNC_LAZY ASYNC_ROLE("lazy")                     // starts when it is awaited
#define ASYNC_HOT ASYNC_ROLE("hot")                       // starts when it is made
#define ASYNC_ONE_SHOT ASYNC_ROLE("one_shot")             // may be consumed once
#define ASYNC_DETACHED ASYNC_ROLE("detached")             // a coroutine that nobody can await
#define ASYNC_STREAM ASYNC_ROLE("stream")                 // a sequence of awaited values
#define ASYNC_TOKEN ASYNC_ROLE("token")                   // asks whether to stop
#define ASYNC_TOKEN_SOURCE ASYNC_ROLE("token_source")     // tells to stop
#define ASYNC_CONTEXT ASYNC_ROLE("context")               // resumes continuations on its thread
#define ASYNC_THREAD_BOUND ASYNC_ROLE("thread_bound")     // must not live across a suspension
#define ASYNC_NOT_CONCURRENT ASYNC_ROLE("not_concurrent") // one operation at a time
#define ASYNC_SHARED_CLIENT ASYNC_ROLE("shared_client")   // made once, shared
#define ASYNC_CANCELED ASYNC_ROLE("canceled")             // the exception of a canceled operation
#define ASYNC_EVENT ASYNC_ROLE("event")                   // a parameter of it marks an event's handler
#define ASYNC_CALLABLE ASYNC_ROLE("callable")             // like std::function: holds what is called

// Functions.
#define ASYNC_BLOCKS ASYNC_ROLE("blocks")                     // blocks its thread until something is done
#define ASYNC_BLOCKS_TWIN(twin) ASYNC_ROLE("blocks:" twin)    // the same, and the awaitable to use instead
#define ASYNC_CONTEXT_THREAD ASYNC_ROLE("context_thread")     // its body runs on a context's thread
#define ASYNC_POSTS_TO_CONTEXT ASYNC_ROLE("posts_to_context") // its callable runs on a context's thread
#define ASYNC_OFFLOADS ASYNC_ROLE("offloads")                 // its callable runs on a pool
#define ASYNC_CONSUMES ASYNC_ROLE("consumes")                 // takes a task over and will await it
#define ASYNC_DETACHES ASYNC_ROLE("detaches")                 // lets a task run on, on purpose
#define ASYNC_JOINS ASYNC_ROLE("joins")                       // done when all of its tasks are
#define ASYNC_RACES ASYNC_ROLE("races")                       // done when one of its tasks is
#define ASYNC_MAKES_READY ASYNC_ROLE("makes_ready")           // makes a task that is done already
#define ASYNC_CONFIGURES_AWAIT ASYNC_ROLE("configures_await") // chooses where the continuation runs
#define ASYNC_CONNECTS ASYNC_ROLE("connects")                 // its callable handles an event
#define ASYNC_DROPS_RESULT ASYNC_ROLE("drops_result")         // calls its callable, and drops what that returns
// clang-format on
