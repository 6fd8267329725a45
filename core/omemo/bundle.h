// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a device publishes so that others can write to it (XEP-0384 0.3.0, facts.md 4).
// The same nodes serve Sotto and other OMEMO clients.

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/domain/message.h"
#include "core/xmpp/element.h"
#include "core/xmpp/namespaces.h"

#include <string>
#include <vector>

namespace sotto::omemo {

inline constexpr std::string_view kOmemoNs = xmpp::kOmemo03Ns;
inline constexpr std::string_view kDeviceIdsNode = "eu.siacs.conversations.axolotl.devicelist";
inline constexpr std::string_view kCurrentItem = "current";  ///< item id on each of our nodes

inline constexpr std::size_t kMostDevices = 50;  ///< of one account (hostile.md C22)
inline constexpr std::size_t kMostPreKeys = 200;
inline constexpr std::uint32_t kLastPreKeyId = 0xFFFFFE;  ///< libsignal never deletes 0xFFFFFF
inline constexpr std::size_t kPublicKeySize = 33;         ///< 0x05 ‖ Curve25519
inline constexpr std::size_t kKeySignatureSize = 64;      ///< XEdDSA

struct PublicPreKey {
    std::uint32_t id = 0;
    Bytes key;

    friend bool operator==(const PublicPreKey&, const PublicPreKey&) = default;
};

struct Bundle {
    Bytes identityKey;
    PublicPreKey signedPreKey;
    Bytes signature;  ///< of signedPreKey.key by identityKey
    std::vector<PublicPreKey> preKeys;

    friend bool operator==(const Bundle&, const Bundle&) = default;
};

/// "….bundles:31415", the PEP node of one device.
std::string bundleNode(DeviceId device);

/// True if a key has 33 bytes, the type byte 5 and a point that is safe in an agreement.
bool isPublicKey(ByteView key);

/// Sizes, points, ids and caps; not the signature, which Sessions checks.
/// Errors: Malformed (hostile.md D22; no one-time key at all counts as malformed).
Result<Done> checkBundle(const Bundle& bundle);

/// Reads <bundle/>. One-time keys that are bad, come twice or exceed 200 are left out
/// (they carry no signature, so the relay can leave them out as well). Errors: Malformed.
Result<Bundle> parseBundle(const xmpp::Element& bundle);
xmpp::Element buildBundle(const Bundle& bundle);

/// Reads <list/>: valid ids in their order, each once, at most 50; bad ones are left out
/// (hostile.md C22). Errors: Malformed (another element).
Result<std::vector<DeviceId>> parseDeviceIds(const xmpp::Element& list);
xmpp::Element buildDeviceIds(const std::vector<DeviceId>& devices);

/// The identity key as people compare it: 64 hexadecimal digits in groups of eight, as
/// other OMEMO clients show it. Empty for what is not a public key.
std::string fingerprint(ByteView identityKey);

}  // namespace sotto::omemo
