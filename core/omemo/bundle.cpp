// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/bundle.h"

#include "core/base/encoding.h"
#include "core/crypto/sealed_box.h"
#include "core/omemo/strict_xml.h"

#include <algorithm>
#include <set>

namespace sotto::omemo {
namespace {

using xmpp::Element;

constexpr std::uint8_t kCurveType = 5;
constexpr std::uint32_t kMostSignedPreKeyId = 0x7FFFFFFF;
constexpr std::uint32_t kMostForeignPreKeyId = 0x7FFFFFFF;  // Gajim's bound (facts.md 4)

Element keyElement(std::string_view name, ByteView bytes)
{
    Element element{name, kOmemoNs};
    element.setText(toBase64(bytes));
    return element;
}

/// The base64 in a child that stands there exactly once.
Result<Bytes> onlyBytes(const Element& parent, std::string_view name)
{
    const auto* child = onlyChild(parent, name, kOmemoNs);
    if (!child)
        return Error{Errc::Malformed, "bundle"};
    return fromBase64(child->text);
}

std::vector<PublicPreKey> parsePreKeys(const Element& list)
{
    std::vector<PublicPreKey> keys;
    std::set<std::uint32_t> seen;
    for (const auto& child : list.children) {
        if (!child.is("preKeyPublic", kOmemoNs) || keys.size() == kMostPreKeys)
            continue;
        const auto id = strictNumber(child.attribute("preKeyId"));
        auto key = fromBase64(child.text);
        if (id && *id >= 1 && *id <= kMostForeignPreKeyId && key && isPublicKey(*key) &&
            seen.insert(*id).second)
            keys.push_back({*id, *std::move(key)});
    }
    return keys;
}

}  // namespace

std::string bundleNode(DeviceId device)
{
    return "eu.siacs.conversations.axolotl.bundles:" + std::to_string(device.value);
}

bool isPublicKey(ByteView key)
{
    return key.size() == kPublicKeySize && key[0] == kCurveType &&
        crypto::isSafeX25519Key(key.subspan(1));
}

Result<Done> checkBundle(const Bundle& bundle)
{
    const bool good = isPublicKey(bundle.identityKey) && isPublicKey(bundle.signedPreKey.key) &&
        bundle.signedPreKey.id <= kMostSignedPreKeyId &&
        bundle.signature.size() == kKeySignatureSize && !bundle.preKeys.empty() &&
        bundle.preKeys.size() <= kMostPreKeys;
    const auto oneTimeIsGood = [](const PublicPreKey& key) {
        return key.id >= 1 && key.id <= kMostForeignPreKeyId && isPublicKey(key.key);
    };
    if (!good || !std::ranges::all_of(bundle.preKeys, oneTimeIsGood))
        return Error{Errc::Malformed, "bundle"};
    return Done{};
}

Result<Bundle> parseBundle(const Element& element)
{
    const auto* signedKey = onlyChild(element, "signedPreKeyPublic", kOmemoNs);
    const auto* preKeys = onlyChild(element, "prekeys", kOmemoNs);
    if (!element.is("bundle", kOmemoNs) || !signedKey || !preKeys)
        return Error{Errc::Malformed, "bundle"};
    const auto signedId = strictNumber(signedKey->attribute("signedPreKeyId"));
    if (!signedId)
        return Error{Errc::Malformed, "bundle"};
    Bundle bundle;
    SOTTO_TRY_ASSIGN(bundle.identityKey, onlyBytes(element, "identityKey"));
    SOTTO_TRY_ASSIGN(bundle.signature, onlyBytes(element, "signedPreKeySignature"));
    SOTTO_TRY_ASSIGN(bundle.signedPreKey.key, fromBase64(signedKey->text));
    bundle.signedPreKey.id = *signedId;
    bundle.preKeys = parsePreKeys(*preKeys);
    SOTTO_TRY(checkBundle(bundle));
    return bundle;
}

Element buildBundle(const Bundle& bundle)
{
    auto signedKey = keyElement("signedPreKeyPublic", bundle.signedPreKey.key);
    signedKey.set("signedPreKeyId", std::to_string(bundle.signedPreKey.id));
    Element preKeys{"prekeys", kOmemoNs};
    for (const auto& [id, key] : bundle.preKeys)
        preKeys.add(keyElement("preKeyPublic", key).set("preKeyId", std::to_string(id)));
    Element element{"bundle", kOmemoNs};
    element.add(std::move(signedKey))
        .add(keyElement("signedPreKeySignature", bundle.signature))
        .add(keyElement("identityKey", bundle.identityKey))
        .add(std::move(preKeys));
    return element;
}

Result<std::vector<DeviceId>> parseDeviceIds(const Element& list)
{
    if (!list.is("list", kOmemoNs))
        return Error{Errc::Malformed, "device list"};
    std::vector<DeviceId> devices;
    for (const auto& child : list.children) {
        const auto id = strictDeviceId(child.attribute("id"));
        if (child.is("device", kOmemoNs) && id && devices.size() < kMostDevices &&
            std::ranges::find(devices, *id) == devices.end())
            devices.push_back(*id);
    }
    return devices;
}

Element buildDeviceIds(const std::vector<DeviceId>& devices)
{
    Element list{"list", kOmemoNs};
    for (const auto device : devices)
        list.add(Element{"device", kOmemoNs}.set("id", std::to_string(device.value)));
    return list;
}

std::string fingerprint(ByteView identityKey)
{
    if (!isPublicKey(identityKey))
        return {};
    auto text = toHex(identityKey.subspan(1));
    for (std::size_t at = 56; at > 0; at -= 8)
        text.insert(at, 1, ' ');
    return text;
}

}  // namespace sotto::omemo
