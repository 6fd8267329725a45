// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/encryption_notice.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kEmeNs = "urn:xmpp:eme:0";

}  // namespace

Element buildEncryptionNotice(std::string_view encryptionNs, std::string_view name)
{
    return Element{"encryption", kEmeNs}.set("namespace", encryptionNs).set("name", name);
}

bool isEncryptionNotice(const Element& element)
{
    return element.is("encryption", kEmeNs);
}

std::string_view claimedEncryption(const Element& message)
{
    const auto* notice = message.child("encryption", kEmeNs);
    return notice ? notice->attribute("namespace") : std::string_view{};
}

}  // namespace sotto::xmpp
