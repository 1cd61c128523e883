#pragma once

// The whole runtime.
#include <async/aggregate_error.hpp>
#include <async/annotations.hpp>
#include <async/async_mutex.hpp>
#include <async/async_semaphore.hpp>
#include <async/background_service.hpp>
#include <async/cancellation.hpp>
#include <async/channel.hpp>
#include <async/delay.hpp>
#include <async/detach.hpp>
#include <async/dump_waiters.hpp>
#include <async/fire_and_forget.hpp>
#include <async/operation_canceled.hpp>
#include <async/ready.hpp>
#include <async/run.hpp>
#include <async/synchronization_context.hpp>
#include <async/task.hpp>
#include <async/thread_pool.hpp>
#include <async/ui_context.hpp>
#include <async/value_task.hpp>
#include <async/when_all.hpp>
#include <async/yield.hpp>
