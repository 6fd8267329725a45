// SPDX-License-Identifier: GPL-3.0-or-later
// Who shall be able to read what leaves, and in which form: Sotto's devices, and phones.
#include "core/base/log.h"
#include "core/crypto/random.h"
#include "core/engine/outbound.h"
#include "core/engine/trust_view.h"
#include "core/omemo/omemo03.h"
#include "core/xmpp/messages.h"

#include <algorithm>

namespace sotto::engine {
namespace {

/// What a phone shows of an invitation: the name as it travels sealed, and an address that apps
/// open (RFC 5122).
std::string phoneLine(const xmpp::RoomInvitation& invitation)
{
    return invitation.name + "\nxmpp:" + invitation.room.toString() + "?join";
}

}  // namespace

/// Nobody, if none of those whom it is for has a device that can read.
Result<Outbound::Audience> Outbound::audienceOf(const Jid& peer)
{
    Audience audience;
    SOTTO_TRY_ASSIGN(audience.isRoom, isRoom(peer));
    SOTTO_TRY_ASSIGN(audience.targets, targetsFor(peer));
    SOTTO_TRY_ASSIGN(const auto people, readersOf(m_context, peer));
    for (const auto& person : people)
        SOTTO_TRY(addPhones(person, audience));
    audience.hasPhoneOfPerson = !audience.phones.empty();
    if (!audience.isEmpty() && peer != m_context.self)
        SOTTO_TRY(addOwnDevices(audience));
    return audience;
}

/// As with targetsFor(): where a phone has the number of one before it, it goes without.
/// Errors: Unsupported (another person's phones do not fit into one stanza).
Result<Done> Outbound::addPhones(const Jid& person, Audience& audience)
{
    SOTTO_TRY_ASSIGN(const auto phones, m_devices.phones(person));
    for (const auto& phone : phones) {
        const bool isFull = audience.phones.size() >= omemo::kMostSealedKeys;
        if (isFull && person != m_context.self)
            return Error{Errc::Unsupported, "more phones than one stanza can name"};
        const bool clashes =
            std::ranges::find(audience.phones, phone.device, &omemo::DeviceAddress::device) !=
            audience.phones.end();
        if (clashes || isFull)
            log::warning("engine", "a phone gets no copy");
        else
            audience.phones.push_back(phone);
    }
    return Done{};
}

/// Our other ones, where targetsFor() gave none because the others have phones only, and our
/// phones.
Result<Done> Outbound::addOwnDevices(Audience& audience)
{
    if (audience.targets.empty()) {
        SOTTO_TRY_ASSIGN(audience.targets, m_devices.targets(m_context.self));
    }
    return addPhones(m_context.self, audience);
}

/// Phones get the same in the same stanza, as far as OMEMO 0.3 can say it.
Result<xmpp::Element> Outbound::sealBoth(const omemo::SealInput& input, std::string_view phoneText,
                                         const Audience& audience)
{
    std::optional<xmpp::Element> sealed;
    if (!audience.targets.empty()) {
        SOTTO_TRY_ASSIGN(sealed, omemo::sealMessage(m_context.sessions, input));
    }
    xmpp::Element message;
    if (audience.phones.empty()) {
        message = xmpp::buildSealedMessage(input.to, input.originId, *std::move(sealed));
    } else {
        SOTTO_TRY_ASSIGN(
            auto phone,
            omemo::sealOmemo03(m_context.sessions, m_context.device, phoneText, audience.phones));
        message =
            xmpp::buildPhoneMessage(input.to, input.originId, std::move(sealed), std::move(phone));
    }
    if (audience.isRoom)
        xmpp::markForRoom(message);
    return message;
}

Result<std::optional<Outbound::Sealed>>
Outbound::sealInvitation(const Jid& person, const xmpp::RoomInvitation& invitation)
{
    return sealNews(person, invitation, phoneLine(invitation));
}

Result<std::optional<Outbound::Sealed>>
Outbound::sealNews(const Jid& peer, const xmpp::Content& content, const std::string& phoneLine)
{
    SOTTO_TRY_ASSIGN(auto audience, audienceOf(peer));
    if (phoneLine.empty())
        audience.phones.clear();
    if (audience.isEmpty())
        return std::optional<Sealed>{};
    const auto input = sealInput(peer, content, crypto::uuidV4(), audience.targets);
    SOTTO_TRY_ASSIGN(const auto stanza, sealBoth(input, phoneLine, audience));
    auto sealed = sealedAs(input.originId, stanza);
    SOTTO_TRY(addToOutbox(peer, sealed, store::Purpose::Repair));
    return std::optional{std::move(sealed)};
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
