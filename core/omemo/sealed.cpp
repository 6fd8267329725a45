// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/sealed.h"

#include "core/base/encoding.h"
#include "core/crypto/aead.h"
#include "core/crypto/random.h"
#include "core/crypto/sealed_boxes.h"
#include "core/omemo/bound_bytes.h"
#include "core/omemo/envelope.h"

#include <algorithm>

namespace sotto::omemo {
namespace {

using xmpp::Element;

constexpr std::size_t kContentKeySize = 32;
constexpr std::size_t kKeyAndTagSize = kContentKeySize + crypto::kGcmTagSize;

/// README.md, "Wire format": each field with its length, so that no two messages share it.
Bytes additionalData(const Jid& from, const Jid& to, std::string_view originId, DeviceId sender)
{
    auto aad = bytesOf("sotto sealed v0");
    const auto sendingAccount = from.bare().toString();
    const auto conversation = to.bare().toString();
    for (const std::string_view field :
         {std::string_view{sendingAccount}, std::string_view{conversation}, originId})
        appendText(aad, field);
    appendNumber(aad, sender.value);
    return aad;
}

Result<Done> checkTargets(const SealInput& input)
{
    if (input.targets.empty() || input.targets.size() > kMostSealedKeys || input.originId.empty() ||
        !isValid(input.ownDevice))
        return Error{Errc::Malformed, "seal input"};
    std::vector<DeviceId> ids;
    for (const auto& target : input.targets) {
        const bool isOurselves =
            target.account.bare() == input.from.bare() && target.device == input.ownDevice;
        if (!isValid(target.device) || isOurselves)
            return Error{Errc::Malformed, "seal target"};
        ids.push_back(target.device);
    }
    std::ranges::sort(ids);
    if (std::ranges::adjacent_find(ids) != ids.end())
        return Error{Errc::Duplicate, "two targets with one device id"};
    return Done{};
}

Element textElement(std::string_view name, ByteView bytes)
{
    Element element{name, kSealedNs};
    element.setText(toBase64(bytes));
    return element;
}

Result<Element> keyElement(Sessions& sessions, const SealTarget& target, ByteView keyAndTag)
{
    SOTTO_TRY_ASSIGN(const auto message,
                     sessions.encrypt({target.account.bare(), target.device}, keyAndTag));
    auto element = textElement("key", message.bytes);
    element.set("rid", std::to_string(target.device.value));
    if (message.isPreKey)
        element.set("prekey", "true");
    return element;
}

/// For each target that has an alert key.
Result<std::vector<Element>> alertElements(const SealInput& input)
{
    std::vector<ByteView> keys;
    std::vector<Element> alerts;
    for (const auto& target : input.targets) {
        if (target.alertKey.empty())
            continue;
        keys.emplace_back(target.alertKey);
        alerts.emplace_back("alert", kSealedNs).set("rid", std::to_string(target.device.value));
    }
    const auto byte = static_cast<std::uint8_t>(input.urgency);
    SOTTO_TRY_ASSIGN(const auto boxes, crypto::sealToEach(keys, {&byte, 1}));
    for (std::size_t n = 0; n < alerts.size(); ++n)
        alerts[n].setText(toBase64(boxes[n]));
    return alerts;
}

/// The key of the content and the tag of the payload, as our <key/> holds them.
Result<SecretBytes> openKey(Sessions& sessions, const SealedKey& key, const DeviceAddress& sender)
{
    SOTTO_TRY_ASSIGN(auto keyAndTag, sessions.decrypt(sender, key.message, Dialect::Sealed));
    if (keyAndTag.size() != kKeyAndTagSize)
        return Error{Errc::Malformed, "sealed key size"};
    return keyAndTag;
}

}  // namespace

Result<Element> sealMessage(Sessions& sessions, const SealInput& input)
{
    SOTTO_TRY(checkTargets(input));
    SOTTO_TRY_ASSIGN(const auto envelope,
                     buildEnvelope({input.from, input.to, input.time, input.content}));
    const auto key = crypto::randomSecret(kContentKeySize);
    const auto iv = crypto::randomBytes(crypto::kGcmIvSize);
    const auto aad = additionalData(input.from, input.to, input.originId, input.ownDevice);
    SOTTO_TRY_ASSIGN(const auto payload,
                     crypto::aesGcmSealDetached(key.view(), iv, aad, envelope.view()));
    const auto keyAndTag = join({key.view(), payload.tag});

    Element header{"header", kSealedNs};
    header.set("sid", std::to_string(input.ownDevice.value));
    Sessions::Attempt attempt{sessions};  // each session is read once
    for (const auto& target : input.targets) {
        SOTTO_TRY_ASSIGN(auto element, keyElement(sessions, target, keyAndTag.view()));
        header.add(std::move(element));
    }
    SOTTO_TRY(attempt.keep());
    header.add(textElement("iv", iv));
    SOTTO_TRY_ASSIGN(auto alerts, alertElements(input));
    for (auto& alert : alerts)
        header.add(std::move(alert));
    Element encrypted{"encrypted", kSealedNs};
    encrypted.add(std::move(header)).add(textElement("payload", payload.ciphertext));
    return encrypted;
}

Result<OpenedMessage> openSealed(Sessions& sessions, const SealedMessage& message,
                                 const SealedOrigin& origin, DeviceId ownDevice)
{
    const auto key = std::ranges::find(message.keys, ownDevice, &SealedKey::recipient);
    if (key == message.keys.end())
        return Error{Errc::NotFound, "no key for this device"};
    SOTTO_TRY_ASSIGN(const auto keyAndTag,
                     openKey(sessions, *key, {origin.from.bare(), message.sender}));
    const auto aad = additionalData(origin.from, origin.to, origin.originId, message.sender);
    SOTTO_TRY_ASSIGN(const auto xml,
                     crypto::aesGcmOpenDetached(keyAndTag.view().first(kContentKeySize), message.iv,
                                                aad, message.payload,
                                                keyAndTag.view().subspan(kContentKeySize)));
    SOTTO_TRY_ASSIGN(auto envelope, parseEnvelope(xml.view(), origin.from, origin.to));
    SOTTO_TRY_ASSIGN(const auto counter, sessions.counterOf(key->message));
    return OpenedMessage{std::move(envelope.content), envelope.time, message.sender,
                         key->message.isPreKey, counter};
}

std::optional<Urgency> peekUrgency(const SealedMessage& message, const crypto::AlertKeyPair& pair,
                                   DeviceId ownDevice)
{
    const auto alert = std::ranges::find(message.alerts, ownDevice, &SealedAlert::recipient);
    if (alert == message.alerts.end())
        return std::nullopt;
    const auto byte = crypto::openSealed(pair, alert->box);
    if (!byte || byte->size() != 1)
        return std::nullopt;
    return urgencyFromByte(byte->view()[0]);
}

}  // namespace sotto::omemo
