// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/order.h"
#include "core/engine/arrivals.h"
#include "core/engine/directory.h"
#include "core/engine/outbound.h"
#include "core/engine/vault_context.h"

#include <QByteArray>
#include <QObject>

#include <optional>

namespace sotto::engine {

/// Orders that our person gives: whether they may, what they read back, and the signature. Who they
/// are, the Engine proves in between. Engine thread only.
class OrderDesk final : public QObject {
    Q_OBJECT
public:
    OrderDesk(VaultContext& context, Directory& directory, Outbound& outbound);

    /// What is signed if sign() follows; it takes the place of what was prepared before.
    OrderPrepared prepare(ConversationId in, const QString& text, const About& about);

    /// Whether what was prepared under that id may be signed.
    OrderHindrance check(const QString& id) const;

    /// orders.reauth: our person proves anew who they are.
    bool asksSecret() const { return m_context.roles.orders.reauth; }

    /// Signs what was prepared and queues it. The caller has proved who our person is.
    OrderHindrance sign(const QString& id);

Q_SIGNALS:
    void signedAndQueued(sotto::engine::Arrivals arrivals);  ///< committed

private:
    struct Prepared {
        ConversationId in{};
        OrderWords words;
    };

    OrderHindrance hindranceFor(ConversationId in, std::optional<Jid>& recipient) const;
    Result<OrderHindrance> hindranceOfDevices(const Jid& recipient) const;
    OrderSheet sheetOf(const OrderWords& words) const;
    Result<MessageId> store(const Prepared& prepared);

    VaultContext& m_context;
    Directory& m_directory;
    Outbound& m_outbound;
    std::optional<Prepared> m_prepared;
};

}  // namespace sotto::engine
