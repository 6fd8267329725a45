// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/omemo03.h"

#include "core/base/encoding.h"
#include "core/crypto/aead.h"
#include "core/crypto/random.h"
#include "core/omemo/strict_xml.h"
#include "core/xmpp/xml_gate.h"

#include <algorithm>

namespace sotto::omemo {
namespace {

using xmpp::Element;

constexpr std::size_t kKeySize = 16;
constexpr std::size_t kKeyAndTagSize = kKeySize + crypto::kGcmTagSize;
constexpr std::size_t kOldIvSize = 16;

Error malformed()
{
    return {Errc::Malformed, "OMEMO 0.3 element"};
}

Element textElement(std::string_view name, ByteView bytes)
{
    Element element{name, kOmemoNs};
    element.setText(toBase64(bytes));
    return element;
}

Result<Done> checkDevices(const std::vector<DeviceAddress>& devices)
{
    if (devices.empty() || devices.size() > kMostSealedKeys)
        return Error{Errc::Malformed, "OMEMO 0.3 devices"};
    std::vector<DeviceId> ids;
    for (const auto& device : devices)
        ids.push_back(device.device);
    std::ranges::sort(ids);
    if (std::ranges::adjacent_find(ids) != ids.end())
        return Error{Errc::Duplicate, "two devices with one id"};
    return Done{};
}

/// The base64 of a child that stands there at most once.
Result<std::optional<Bytes>> optionalBytes(const Element& parent, std::string_view name,
                                           std::size_t most)
{
    if (!parent.child(name, kOmemoNs))
        return std::optional<Bytes>{};
    const auto* const child = onlyChild(parent, name, kOmemoNs);
    if (!child || child->text.size() > (most + 2) / 3 * 4)
        return malformed();
    SOTTO_TRY_ASSIGN(auto bytes, fromBase64(child->text));
    return std::optional{std::move(bytes)};
}

/// `prekey` is an XML boolean.
Result<SealedKey> parseKey(const Element& element)
{
    const auto recipient = strictDeviceId(element.attribute("rid"));
    const auto flag = element.attribute("prekey");
    const bool isPreKey = flag == "true" || flag == "1";
    if (!recipient || (!isPreKey && !flag.empty() && flag != "false" && flag != "0") ||
        element.text.size() > (kMostRatchetMessage + 2) / 3 * 4)
        return malformed();
    SOTTO_TRY_ASSIGN(auto bytes, fromBase64(element.text));
    return SealedKey{*recipient, {isPreKey, std::move(bytes)}};
}

/// What a phone encrypts has passed no XML parser: only what XML could carry is a text.
bool isText(std::string_view text)
{
    xmpp::Utf8Check check;
    return std::ranges::all_of(viewOf(text), [&](std::uint8_t byte) { return check.take(byte); }) &&
        check.atBoundary();
}

}  // namespace

Result<Element> sealOmemo03(Sessions& sessions, DeviceId ownDevice,
                            std::optional<std::string_view> text,
                            const std::vector<DeviceAddress>& devices)
{
    SOTTO_TRY(checkDevices(devices));
    if (text && (text->empty() || text->size() > kMostOmemo03Text))
        return Error{Errc::Malformed, "OMEMO 0.3 text"};
    const auto iv = crypto::randomBytes(crypto::kGcmIvSize);
    auto keyAndTag = crypto::randomSecret(kKeyAndTagSize);  // of a key transport: just that
    Element payload{"payload", kOmemoNs};
    if (text) {
        const auto key = keyAndTag.view().first(kKeySize);
        SOTTO_TRY_ASSIGN(const auto sealed, crypto::aesGcmSealDetached(key, iv, {}, viewOf(*text)));
        std::ranges::copy(sealed.tag, keyAndTag.span().begin() + kKeySize);
        payload.setText(toBase64(sealed.ciphertext));
    }
    Element header{"header", kOmemoNs};
    header.set("sid", std::to_string(ownDevice.value));
    for (const auto& device : devices) {
        SOTTO_TRY_ASSIGN(const auto message, sessions.encrypt(device, keyAndTag.view()));
        auto element = textElement("key", message.bytes);
        element.set("rid", std::to_string(device.device.value));
        if (message.isPreKey)
            element.set("prekey", "true");
        header.add(std::move(element));
    }
    header.add(textElement("iv", iv));
    Element encrypted{"encrypted", kOmemoNs};
    encrypted.add(std::move(header));
    if (text)
        encrypted.add(std::move(payload));
    return encrypted;
}

Result<Omemo03Message> parseOmemo03(const Element& encrypted)
{
    const auto* const header = onlyChild(encrypted, "header", kOmemoNs);
    const auto sender = header ? strictDeviceId(header->attribute("sid")) : std::nullopt;
    if (!encrypted.is("encrypted", kOmemoNs) || !sender)
        return malformed();
    Omemo03Message message;
    message.sender = *sender;
    for (const auto& child : header->children) {
        if (!child.is("key", kOmemoNs))
            continue;
        SOTTO_TRY_ASSIGN(auto key, parseKey(child));
        if (std::ranges::find(message.keys, key.recipient, &SealedKey::recipient) ==
            message.keys.end())
            message.keys.push_back(std::move(key));
        if (message.keys.size() > kMostSealedKeys)
            return malformed();
    }
    SOTTO_TRY_ASSIGN(auto iv, optionalBytes(*header, "iv", kOldIvSize));
    if (!iv || (iv->size() != crypto::kGcmIvSize && iv->size() != kOldIvSize) ||
        message.keys.empty())
        return malformed();
    message.iv = *std::move(iv);
    SOTTO_TRY_ASSIGN(message.payload, optionalBytes(encrypted, "payload", kMostOmemo03Text));
    return message;
}

Result<Opened03> openOmemo03(Sessions& sessions, const Omemo03Message& message, const Jid& sender,
                             DeviceId ownDevice)
{
    const auto key = std::ranges::find(message.keys, ownDevice, &SealedKey::recipient);
    if (key == message.keys.end())
        return Error{Errc::NotFound, "no key for this device"};
    SOTTO_TRY_ASSIGN(
        const auto keyAndTag,
        sessions.decrypt({sender.bare(), message.sender}, key->message, Dialect::Omemo03));
    SOTTO_TRY_ASSIGN(const auto counter, sessions.counterOf(key->message));
    Opened03 opened{std::nullopt, message.sender, key->message.isPreKey, counter};
    if (!message.payload)
        return opened;
    if (keyAndTag.size() != kKeyAndTagSize)
        return Error{Errc::Malformed, "OMEMO 0.3 key size"};
    SOTTO_TRY_ASSIGN(const auto text,
                     crypto::aesGcmOpenDetached(keyAndTag.view().first(kKeySize), message.iv, {},
                                                *message.payload,
                                                keyAndTag.view().subspan(kKeySize)));
    if (!isText(text.text()))
        return Error{Errc::Malformed, "OMEMO 0.3 text"};
    if (!text.empty())
        opened.text = std::string{text.text()};
    return opened;
}

std::string phoneText(std::string_view body, Urgency urgency)
{
    std::string text;
    if (urgency == Urgency::Action)
        text = "[ACTION] ";
    else if (urgency == Urgency::Concern)
        text = "[CONCERN] ";
    else if (urgency == Urgency::Stat)
        text = "[STAT] ";
    return text.append(body);
}

}  // namespace sotto::omemo
