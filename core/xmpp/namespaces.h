// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The namespaces that more than one file reads. A namespace of one XEP stands in its own
// header.

#include <string_view>

namespace sotto::xmpp {

inline constexpr std::string_view kSaslNs = "urn:ietf:params:xml:ns:xmpp-sasl";
inline constexpr std::string_view kSasl2Ns = "urn:xmpp:sasl:2";
inline constexpr std::string_view kBind2Ns = "urn:xmpp:bind:0";
inline constexpr std::string_view kFastNs = "urn:xmpp:fast:0";
inline constexpr std::string_view kStreamManagementNs = "urn:xmpp:sm:3";
inline constexpr std::string_view kChannelBindingNs = "urn:xmpp:sasl-cb:0";
inline constexpr std::string_view kStreamLimitsNs = "urn:xmpp:stream-limits:0";
inline constexpr std::string_view kBindNs = "urn:ietf:params:xml:ns:xmpp-bind";
inline constexpr std::string_view kStartTlsNs = "urn:ietf:params:xml:ns:xmpp-tls";
inline constexpr std::string_view kRosterVersionsNs = "urn:xmpp:features:rosterver";
inline constexpr std::string_view kClientStateNs = "urn:xmpp:csi:0";
inline constexpr std::string_view kCarbonsNs = "urn:xmpp:carbons:2";
inline constexpr std::string_view kStanzasNs = "urn:ietf:params:xml:ns:xmpp-stanzas";
inline constexpr std::string_view kArchiveNs = "urn:xmpp:mam:2";
inline constexpr std::string_view kDataFormsNs = "jabber:x:data";
inline constexpr std::string_view kPubSubNs = "http://jabber.org/protocol/pubsub";
inline constexpr std::string_view kHintsNs = "urn:xmpp:hints";
inline constexpr std::string_view kStableIdsNs = "urn:xmpp:sid:0";
inline constexpr std::string_view kOmemo03Ns = "eu.siacs.conversations.axolotl";
inline constexpr std::string_view kSealedNs = "urn:x-sotto:sealed:0";

}  // namespace sotto::xmpp
