// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does with orders, passed on; and the proof of who they are in between.
#include "core/engine/doorway.h"
#include "core/engine/engine.h"
#include "core/engine/open_session.h"

namespace sotto::engine {

void Engine::prepareOrder(ConversationId in, QString text, About about)
{
    if (!m_open)
        return;
    auto prepared = m_open->orders().prepare(in, text, about);
    prepared.sheet.takesPin = m_doorway->quick.isSet();
    Q_EMIT orderPrepared(prepared);
}

void Engine::signOrder(QString id, SecretBytes secret)
{
    if (!m_open)
        return;
    auto& orders = m_open->orders();
    auto hindrance = mayQueue() ? orders.check(id) : OrderHindrance::NotStored;
    if (hindrance == OrderHindrance::None && orders.asksSecret())
        hindrance = proofOf(secret);
    if (hindrance == OrderHindrance::None)
        hindrance = orders.sign(id);
    Q_EMIT orderAnswered({id, hindrance});
}

/// Who passes by an open session must not give an order; tries are counted as at the door.
OrderHindrance Engine::proofOf(const SecretBytes& secret)
{
    auto& attempts = m_doorway->attempts;
    if (attempts.unlocksUsedUp())
        return OrderHindrance::TooManyTries;
    (void)attempts.countUnlock();
    const auto proved = m_doorway->vault.proveHere(secret.view());
    if (!proved && proved.error().code == Errc::Denied)
        return OrderHindrance::WrongSecret;
    attempts.takeBack();
    return proved ? OrderHindrance::None : OrderHindrance::CannotCheck;
}

void Engine::exportOrder(MessageId id, QString path, QString reason)
{
    if (!m_open || m_open->isReading())
        return;
    if (const auto problem = m_open->orderExport().save(id, path, reason))
        Q_EMIT problemRaised({*problem, 0});
    else
        Q_EMIT orderExported(id);
}

}  // namespace sotto::engine
