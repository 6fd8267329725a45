// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/threaded_post.h"

namespace sotto::engine {

template <class T, class Ask>
Task<T> ThreadedClient::ask(Ask question)
{
    auto promise = std::make_shared<Promise<T>>();
    auto task = promise->task();
    post([this, question = std::move(question), promise = std::move(promise)](Engine& engine) {
        auto answer = std::make_shared<Result<T>>(question(engine));
        const auto tell = [promise, answer] { promise->finish(std::move(*answer)); };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
    return task;
}

Task<std::vector<Consent>> ThreadedClient::consentsOf(std::optional<std::string> number)
{
    return ask<std::vector<Consent>>(
        [number = std::move(number)](Engine& engine) { return engine.consentsOf(number); });
}

Task<Done> ThreadedClient::recordConsent(Consent consent)
{
    return ask<Done>(
        [consent = std::move(consent)](Engine& engine) { return engine.recordConsent(consent); });
}

Task<Done> ThreadedClient::revokeConsent(std::int64_t id)
{
    return ask<Done>([id](Engine& engine) { return engine.revokeConsent(id); });
}

}  // namespace sotto::engine
