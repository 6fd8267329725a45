// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// OMEMO 0.3, eu.siacs.conversations.axolotl: what phones and other clients speak
// (XEP-0384 0.3.0; facts.md, 4 for the strictness of each of them).

#include "core/omemo/sealed.h"

namespace sotto::omemo {

inline constexpr std::size_t kMostOmemo03Text = 80 * 1024;  ///< bytes of UTF-8

/// Encrypts a text for every device and gives the <encrypted/> element. No value: a key
/// transport without a payload, which only turns or heals sessions.
///
/// As every client of facts.md reads it: AES-128-GCM with an iv of 12 bytes, key ‖ tag (32
/// bytes) in each <key/>. Nothing but the text is protected, and it is bound to no stanza.
/// Moves the session of every device forward, inside the caller's transaction; on any error
/// the caller rolls back. Errors: Malformed (no device, above 200, text empty or too long),
/// Duplicate (two devices with one id, which a header cannot tell apart), and those of
/// Sessions::encrypt().
Result<xmpp::Element> sealOmemo03(Sessions& sessions, DeviceId ownDevice,
                                  std::optional<std::string_view> text,
                                  const std::vector<DeviceAddress>& devices);

/// An <encrypted/> whose form has been checked and nothing more.
struct Omemo03Message {
    DeviceId sender;
    std::vector<SealedKey> keys;  ///< each recipient once: the first
    Bytes iv;
    std::optional<Bytes> payload;  ///< none: a key transport
};

/// Reads <encrypted xmlns='eu.siacs.conversations.axolotl'/>. Other clients may add
/// attributes and children, which are passed over; what we use has one form only: canonical
/// base64 and numbers, an iv of 12 or 16 bytes, at most 200 keys. Errors: Malformed.
Result<Omemo03Message> parseOmemo03(const xmpp::Element& encrypted);

struct Opened03 {
    std::optional<std::string> text;  ///< none: nothing to show
    DeviceId senderDevice;
    bool wasPreKey = false;     ///< as OpenedMessage
    std::uint32_t counter = 0;  ///< as OpenedMessage
};

/// Decrypts. As openSealed(): on ANY error the caller must roll back to a savepoint made
/// before the call, and the errors are the same. Keys of 16 bytes, whose tag stood in the
/// payload until 2018, are refused as Conversations and Monal do (D5).
Result<Opened03> openOmemo03(Sessions& sessions, const Omemo03Message& message, const Jid& sender,
                             DeviceId ownDevice);

/// What a phone shows of a message: the urgency as a readable line before the text, because
/// OMEMO 0.3 protects nothing else.
std::string phoneText(std::string_view body, Urgency urgency);

}  // namespace sotto::omemo
