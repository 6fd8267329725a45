// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/messages.h"

#include "core/xmpp/encryption_notice.h"
#include "core/xmpp/hints.h"
#include "core/xmpp/namespaces.h"
#include "core/xmpp/stable_ids.h"

namespace sotto::xmpp {
namespace {

constexpr std::string_view kOneDevice = "one-device";
constexpr std::string_view kGroupChat = "groupchat";
constexpr std::string_view kForOthers = "This message is encrypted (OMEMO).";

Element buildMessage(const Jid& to, std::string_view id)
{
    return Element{"message", kClientNs}.set("to", to.toString()).set("type", "chat").set("id", id);
}

}  // namespace

Element buildSealedMessage(const Jid& to, std::string_view id, Element sealed)
{
    return buildMessage(to, id)
        .add(std::move(sealed))
        .add(buildOriginId(id))
        .add(buildStore())
        .add(buildEncryptionNotice(kSealedNs, "Sotto"));
}

Element buildPhoneMessage(const Jid& to, std::string_view id, std::optional<Element> sealed,
                          Element phone)
{
    auto message = buildMessage(to, id);
    if (sealed)
        message.add(*std::move(sealed));
    return message.add(std::move(phone))
        .add(buildOriginId(id))
        .add(buildStore())
        .add(buildEncryptionNotice(kOmemo03Ns, "OMEMO"))
        .add(Element{"body", kClientNs}.setText(kForOthers));
}

void dropEncryptionNotice(Element& message)
{
    std::erase_if(message.children, isEncryptionNotice);
}

std::string_view plainBody(const Element& message)
{
    return message.childText("body", kClientNs);
}

void markForRoom(Element& message)
{
    message.set("type", kGroupChat);
}

bool isForRoom(const Element& message)
{
    return message.attribute("type") == kGroupChat;
}

void markForOneDevice(Element& message)
{
    message.add(Element{kOneDevice, kSealedNs});
}

bool isForOneDevice(const Element& message)
{
    return message.child(kOneDevice, kSealedNs) != nullptr;
}

}  // namespace sotto::xmpp
