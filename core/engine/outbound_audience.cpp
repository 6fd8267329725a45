// SPDX-License-Identifier: GPL-3.0-or-later
// Who shall be able to read what leaves, and in which form: Sotto's devices, and phones.
#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/outbound.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/messages.h"

#include <algorithm>

namespace sotto::engine {

bool Outbound::Audience::has(DeviceId device) const
{
    return std::ranges::find(targets, device, &omemo::SealTarget::device) != targets.end() ||
        std::ranges::find(phones, device, &omemo::DeviceAddress::device) != phones.end();
}

/// Nobody, if none of those whom it is for has a device that can read. In rooms phones do not
/// take part.
Result<Outbound::Audience> Outbound::audienceOf(const Jid& peer)
{
    Audience audience;
    SOTTO_TRY_ASSIGN(audience.isRoom, isRoom(peer));
    SOTTO_TRY_ASSIGN(audience.targets, targetsFor(peer));
    if (audience.isRoom)
        return audience;
    SOTTO_TRY_ASSIGN(audience.phones, m_devices.phones(peer));
    audience.hasPhoneOfPerson = !audience.phones.empty();
    if (!audience.isEmpty() && peer != m_context.self)
        SOTTO_TRY(addOwnDevices(audience));
    return audience;
}

/// Our other ones, where targetsFor() gave none because the person has phones only, and our
/// phones. A header names a device without its account: where one has the number of one before
/// it, it goes without.
Result<Done> Outbound::addOwnDevices(Audience& audience)
{
    const auto fits = [&](DeviceId device, std::size_t count) {
        const bool fit = !audience.has(device) && count < omemo::kMostSealedKeys;
        if (!fit)
            log::warning("engine", "one of our own devices gets no copy");
        return fit;
    };
    if (audience.targets.empty()) {
        SOTTO_TRY_ASSIGN(auto targets, m_devices.targets(m_context.self));
        for (auto& target : targets)
            if (fits(target.device, audience.targets.size()))
                audience.targets.push_back(std::move(target));
    }
    SOTTO_TRY_ASSIGN(const auto phones, m_devices.phones(m_context.self));
    for (const auto& phone : phones)
        if (fits(phone.device, audience.phones.size()))
            audience.phones.push_back(phone);
    return Done{};
}

/// Phones get the same text in the same stanza, with its urgency as words.
Result<xmpp::Element> Outbound::sealText(const store::MessageRow& row,
                                         const omemo::SealInput& input, const Audience& audience)
{
    std::optional<xmpp::Element> sealed;
    if (!audience.targets.empty()) {
        SOTTO_TRY_ASSIGN(sealed, omemo::sealMessage(m_context.sessions, input));
    }
    if (audience.phones.empty()) {
        auto message = xmpp::buildSealedMessage(input.to, input.originId, *std::move(sealed));
        if (audience.isRoom)
            xmpp::markForRoom(message);
        return message;
    }
    SOTTO_TRY_ASSIGN(auto phone,
                     omemo::sealOmemo03(m_context.sessions, m_context.device,
                                        omemo::phoneText(row.body, row.urgency), audience.phones));
    return xmpp::buildPhoneMessage(input.to, input.originId, std::move(sealed), std::move(phone));
}

Result<Outbound::Sealed> Outbound::sealKeyForPhone(const omemo::DeviceAddress& phone)
{
    SOTTO_TRY_ASSIGN(
        auto key, omemo::sealOmemo03(m_context.sessions, m_context.device, std::nullopt, {phone}));
    const auto originId = crypto::uuidV4();
    auto stanza = xmpp::buildSealedMessage(phone.account, originId, std::move(key));
    xmpp::dropEncryptionNotice(stanza);
    auto sealed = sealedAs(originId, stanza);
    SOTTO_TRY(addToOutbox(phone.account, sealed, store::Purpose::Repair));
    return sealed;
}

}  // namespace sotto::engine
