// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace sotto {

/// One answer that comes later, on the same thread. No locks, no waiting.
///
/// The producer keeps a Promise and finishes it once; the consumer gives a context object
/// and a continuation, which is dropped if the context is gone. A promise that dies
/// unfinished answers Errc::Network ("abandoned"), so no caller waits for ever.
template <class T>
class Task {
public:
    using Continuation = std::function<void(Result<T>)>;

    void then(QObject* context, Continuation continuation)
    {
        m_state->hasContext = context != nullptr;
        m_state->context = context;
        m_state->continuation = std::move(continuation);
        m_state->deliver();
    }

private:
    template <class U>
    friend class Promise;

    struct State {
        std::optional<Result<T>> result;
        QPointer<QObject> context;
        bool hasContext = false;
        Continuation continuation;

        void deliver()
        {
            if (!result || !continuation)
                return;
            auto run = std::exchange(continuation, {});
            if (!hasContext || context)
                run(*std::move(result));
        }
    };

    explicit Task(std::shared_ptr<State> state) : m_state(std::move(state)) { }

    std::shared_ptr<State> m_state;
};

template <class T>
class Promise {
public:
    Promise() : m_state(std::make_shared<typename Task<T>::State>()) { }

    Promise(Promise&&) noexcept = default;

    Promise& operator=(Promise&& other) noexcept
    {
        abandon();
        m_state = std::move(other.m_state);
        return *this;
    }

    Promise(const Promise&) = delete;
    Promise& operator=(const Promise&) = delete;

    ~Promise() { abandon(); }

    Task<T> task() const { return Task<T>{m_state}; }

    /// The first call counts; later ones are ignored.
    void finish(Result<T> result)
    {
        const auto state = m_state;  // the continuation may destroy this promise
        if (!state || state->result)
            return;
        state->result.emplace(std::move(result));
        state->deliver();
    }

private:
    void abandon()
    {
        if (m_state)
            finish(Error{Errc::Network, "abandoned"});
    }

    std::shared_ptr<typename Task<T>::State> m_state;
};

/// For a producer that knows the answer at once.
template <class T>
Task<T> readyTask(Result<T> result)
{
    Promise<T> promise;
    promise.finish(std::move(result));
    return promise.task();
}

}  // namespace sotto
