// SPDX-License-Identifier: GPL-3.0-or-later
// The two forms in which a text comes: the sealed profile, and OMEMO 0.3 from phones.
#include "core/engine/inbound.h"

#include <algorithm>

namespace sotto::engine {
namespace {

bool hasKeyFor(DeviceId device, const std::vector<omemo::SealedKey>& keys)
{
    return std::ranges::find(keys, device, &omemo::SealedKey::recipient) != keys.end();
}

}  // namespace

/// One of ours is sealed for all of ours; but who knew this device only from the OMEMO 0.3 list
/// has put its key there.
const xmpp::Element* Inbound::partForUs(const xmpp::Element& message) const
{
    const auto* const sealed = message.child("encrypted", omemo::kSealedNs);
    const auto* const phone = message.child("encrypted", omemo::kOmemoNs);
    if (!sealed || !phone)
        return sealed ? sealed : phone;
    const auto forDesk = omemo::parseSealed(*sealed);
    const auto forPhone = omemo::parseOmemo03(*phone);
    const bool isOnlyThere = forDesk && !hasKeyFor(m_context.device, forDesk->keys) && forPhone &&
        hasKeyFor(m_context.device, forPhone->keys);
    return isOnlyThere ? phone : sealed;
}

bool Inbound::isUnmanaged(const Incoming& in)
{
    return in.encrypted.ns == omemo::kOmemoNs;
}

/// What this device wrote itself is none of a phone's.
bool Inbound::isRefused(const Incoming& in) const
{
    return isUnmanaged(in) && !m_context.phones.lets(in.sender);
}

Result<Inbound::Envelope> Inbound::envelopeOf(const Incoming& in) const
{
    if (isUnmanaged(in)) {
        SOTTO_TRY_ASSIGN(auto message, omemo::parseOmemo03(in.encrypted));
        const bool isForUs = hasKeyFor(m_context.device, message.keys);
        return Envelope{message.sender, isForUs, std::move(message)};
    }
    SOTTO_TRY_ASSIGN(auto message, omemo::parseSealed(in.encrypted));
    const bool isForUs = hasKeyFor(m_context.device, message.keys);
    return Envelope{message.sender, isForUs, std::move(message)};
}

Result<omemo::OpenedMessage> Inbound::decrypt(const Incoming& in, const Envelope& envelope)
{
    auto& sessions = m_context.sessions;
    if (const auto* sealed = std::get_if<omemo::SealedMessage>(&envelope.message)) {
        const auto& to = in.room || isOwn(in) ? in.peer : m_context.self;
        return omemo::openSealed(sessions, *sealed, {in.sender, to, in.originId}, m_context.device);
    }
    const auto& phone = std::get<omemo::Omemo03Message>(envelope.message);
    SOTTO_TRY_ASSIGN(auto opened, omemo::openOmemo03(sessions, phone, in.sender, m_context.device));
    const auto content = opened.text ? xmpp::Content{xmpp::TextMessage{*std::move(opened.text), {}}}
                                     : xmpp::Content{xmpp::KeyExchangeOnly{}};
    return omemo::OpenedMessage{xmpp::buildContent(content), in.at, opened.senderDevice,
                                opened.wasPreKey, opened.counter};
}

}  // namespace sotto::engine
