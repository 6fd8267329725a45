// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/order_desk.h"

#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/orders.h"
#include "core/engine/patients.h"
#include "core/engine/trust_view.h"
#include "core/omemo/order_signature.h"

#include <QDateTime>

namespace sotto::engine {
namespace {

int utcOffsetMin(std::int64_t atMs)
{
    return QDateTime::fromMSecsSinceEpoch(atMs).offsetFromUtc() / 60;
}

OrderHindrance unlessStored(const Error& error)
{
    log::warning("engine", "an order was not stored", {{"why", error.code}});
    return OrderHindrance::NotStored;
}

}  // namespace

OrderDesk::OrderDesk(VaultContext& context, Directory& directory, Outbound& outbound)
    : m_context(context),
      m_directory(directory),
      m_outbound(outbound)
{
}

OrderPrepared OrderDesk::prepare(ConversationId in, const QString& text, const About& about)
{
    m_prepared.reset();
    OrderPrepared out{in, OrderHindrance::None, {}};
    std::optional<Jid> recipient;
    out.hindrance = hindranceFor(in, recipient);
    if (out.hindrance != OrderHindrance::None)
        return out;
    const auto now = m_context.nowMs();
    const OrderWords words{crypto::uuidV4(),
                           m_context.self,
                           *recipient,
                           about.value_or(PatientTag{}),
                           text.trimmed().toStdString(),
                           now,
                           utcOffsetMin(now),
                           m_context.device};
    if (!isUsable(words)) {
        out.hindrance = OrderHindrance::NotWhole;
        return out;
    }
    m_prepared = Prepared{in, words};
    out.sheet = sheetOf(words);
    return out;
}

OrderSheet OrderDesk::sheetOf(const OrderWords& words) const
{
    OrderSheet sheet;
    sheet.id = QString::fromStdString(words.id);
    sheet.author = m_directory.self().name;
    sheet.authorAddress = QString::fromStdString(words.author.toString());
    sheet.recipient = m_directory.person(words.recipient).name;
    sheet.recipientAddress = QString::fromStdString(words.recipient.toString());
    sheet.patient = patientSnapshot(words.patient, m_context.patients);
    sheet.text = SafeText::fromUtf8(words.text, SafeText::Kind::Body);
    sheet.atMs = words.atMs;
    sheet.utcOffsetMin = words.utcOffsetMin;
    sheet.asksSecret = asksSecret();
    return sheet;
}

/// By the devices as they are known now: one that comes to light later is looked at when the order
/// is sealed.
OrderHindrance OrderDesk::hindranceFor(ConversationId in, std::optional<Jid>& recipient) const
{
    if (!m_context.rights.has(Right::WriteOrders))
        return OrderHindrance::NotAllowed;
    const auto conversation = m_context.stores.conversations.get(in);
    const auto room = m_context.stores.rooms.find(in);
    if (!conversation || !room)
        return OrderHindrance::NotStored;
    if (!*conversation || *room || (*conversation)->peer == m_context.self)
        return OrderHindrance::NotOnePerson;
    recipient = (*conversation)->peer;
    if (!m_context.roles.mayGetOrders(*recipient, m_directory.groupsOf(*recipient)))
        return OrderHindrance::NotAReceiver;
    const auto devices = hindranceOfDevices(*recipient);
    return devices ? *devices : unlessStored(devices.error());
}

Result<OrderHindrance> OrderDesk::hindranceOfDevices(const Jid& recipient) const
{
    SOTTO_TRY_ASSIGN(const auto devices, m_context.stores.devices.of(recipient));
    SOTTO_TRY_ASSIGN(const auto trust, trustSummary(m_context, {recipient}));
    auto found = OrderHindrance::NoDevice;
    for (const auto& device : devices) {
        if (!mayReceive(m_context, device))
            continue;
        if (device.kind != store::DeviceKind::Sealed)
            return OrderHindrance::PhoneDevice;
        const bool isNew = m_context.trust.urgentWaits && isNewcomer(m_context, device);
        if (trust.keyChanged || trust.leftOut > 0 || isNew)
            found = OrderHindrance::NewDevice;
        else if (found == OrderHindrance::NoDevice)
            found = OrderHindrance::None;
    }
    return found;
}

OrderHindrance OrderDesk::check(const QString& id) const
{
    if (!m_prepared || m_prepared->words.id != id.toStdString())
        return OrderHindrance::ReadBackOver;
    const std::chrono::milliseconds age{m_context.nowMs() - m_prepared->words.atMs};
    if (age < std::chrono::milliseconds{0} || age > kReadBackLasts)
        return OrderHindrance::ReadBackOver;
    std::optional<Jid> recipient;
    return hindranceFor(m_prepared->in, recipient);
}

OrderHindrance OrderDesk::sign(const QString& id)
{
    const auto hindrance = check(id);
    if (hindrance != OrderHindrance::None)
        return hindrance;
    const auto stored = store(*m_prepared);
    if (!stored)
        return unlessStored(stored.error());
    const auto recipient = m_prepared->words.recipient;
    m_prepared.reset();
    Arrivals arrivals;
    arrivals.changed.push_back(*stored);
    arrivals.openChanged = true;
    Q_EMIT signedAndQueued(arrivals);
    m_outbound.pump(recipient);
    return OrderHindrance::None;
}

Result<MessageId> OrderDesk::store(const Prepared& prepared)
{
    if (m_outbound.isStopped())
        return Error{Errc::Denied, "sending has stopped"};
    auto words = prepared.words;
    auto& stores = m_context.stores;
    SOTTO_TRY_ASSIGN(auto transaction, m_context.vault.begin());
    xmpp::TextMessage text{words.text, {}};
    text.patient = words.patient;
    SOTTO_TRY_ASSIGN(auto signature, omemo::signOrder(m_context.sessions, words));
    text.order = xmpp::OrderMark{words.atMs, words.utcOffsetMin, words.by, std::move(signature)};
    store::MessageRow row{.conversation = prepared.in, .outgoing = true, .sender = words.author};
    row.senderDevice = words.by;
    row.originId = words.id;
    row.body = words.text;
    row.receivedAtMs = m_context.nowMs();
    row.delivery = Delivery::Queued;
    asOrder(row, *text.order, m_context.roles.orders, words.atMs);
    SOTTO_TRY_ASSIGN(row.id, stores.messages.add(row));
    SOTTO_TRY(stores.patients.add(row.id, text.patient));
    SOTTO_TRY(noteOrder(stores, row, text));
    SOTTO_TRY(stores.patients.keepDraft(prepared.in, std::nullopt));
    SOTTO_TRY(stores.conversations.saveDraft(prepared.in, {}, {}, row.receivedAtMs));
    SOTTO_TRY(transaction.commit());
    return row.id;
}

}  // namespace sotto::engine
