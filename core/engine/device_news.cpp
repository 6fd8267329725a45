// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/device_news.h"

#include "core/crypto/random.h"

#include <algorithm>

namespace sotto::engine {
namespace {

using Identity = store::SignalKeyStore::KnownIdentity;

constexpr std::string_view kMetOwnDevices = "trust.met_own_devices";
constexpr std::string_view kNoticeMark = "device ";
constexpr int kLastNotice = static_cast<int>(NoticeSnapshot::Kind::DeviceBack);

/// Whether that person's devices were told of before. Our own account has none at first.
Result<bool> wasMet(VaultContext& context, const Jid& person, const std::vector<Identity>& all)
{
    if (person != context.self)
        return std::ranges::any_of(
            all, [](const Identity& one) { return one.novelty != store::Novelty::Untold; });
    SOTTO_TRY_ASSIGN(const auto met, context.stores.account.value(kMetOwnDevices));
    return met.has_value();
}

/// The conversations in which that person reads what is written.
Result<std::vector<ConversationId>> conversationsWith(VaultContext& context, const Jid& person)
{
    auto& stores = context.stores;
    std::vector<ConversationId> all;
    SOTTO_TRY_ASSIGN(const auto own, stores.conversations.find(person));
    if (own)
        all.push_back(*own);
    SOTTO_TRY_ASSIGN(const auto rooms, stores.rooms.all());
    for (const auto& room : rooms) {
        if (room.state != store::RoomState::Open)
            continue;
        SOTTO_TRY_ASSIGN(const auto since, stores.rooms.memberSince(room.conversation, person));
        if (since)
            all.push_back(room.conversation);
    }
    return all;
}

}  // namespace

Result<Done> tellOfNewDevices(VaultContext& context, const Jid& person, Known known,
                              Arrivals& arrivals)
{
    auto& keys = *context.stores.keys;
    SOTTO_TRY_ASSIGN(const auto all, keys.identities(person));
    SOTTO_TRY_ASSIGN(const bool met, wasMet(context, person, all));
    if (!met && known == Known::Some)
        return Done{};
    for (const auto& one : all) {
        if (one.novelty != store::Novelty::Untold)
            continue;
        SOTTO_TRY(keys.setNovelty(one.device,
                                  met ? store::Novelty::Added : store::Novelty::FirstContact));
        noteTrust(arrivals, eventOf(context.trust, one.identity.trust), person);
        if (!met || !omemo::mayTalk(one.identity.trust))
            continue;
        arrivals.ownDeviceAdded = arrivals.ownDeviceAdded || person == context.self;
        SOTTO_TRY(addNotice(context, one.device, NoticeSnapshot::Kind::DeviceAdded, arrivals));
    }
    if (!met && person == context.self)
        SOTTO_TRY(context.stores.account.setValue(kMetOwnDevices, viewOf("1")));
    return Done{};
}

Result<Done> tellOfList(VaultContext& context, const Jid& person,
                        const std::vector<store::DeviceRow>& before, Arrivals& arrivals)
{
    SOTTO_TRY_ASSIGN(const auto devices, context.stores.devices.of(person));
    for (const auto& device : devices) {
        const auto was = std::ranges::find(before, device.address, &store::DeviceRow::address);
        if (was == before.end() || was->active == device.active)
            continue;
        const bool gotMessages =
            was->novelty != store::Novelty::Untold && omemo::mayTalk(was->trust);
        const bool isPhone = device.kind == store::DeviceKind::Legacy;
        if (!gotMessages || (isPhone && !context.phones.lets(person)))
            continue;
        using Kind = NoticeSnapshot::Kind;
        SOTTO_TRY(addNotice(context, device.address,
                            device.active ? Kind::DeviceBack : Kind::DeviceGone, arrivals));
    }
    return Done{};
}

Result<Done> addNotice(VaultContext& context, const omemo::DeviceAddress& device,
                       NoticeSnapshot::Kind kind, Arrivals& arrivals)
{
    if (device.account == context.self)
        return Done{};
    auto& stores = context.stores;
    SOTTO_TRY_ASSIGN(const auto row, stores.devices.find(device));
    SOTTO_TRY_ASSIGN(const auto conversations, conversationsWith(context, device.account));
    for (const auto conversation : conversations) {
        store::MessageRow line{.conversation = conversation, .sender = device.account};
        line.kind = store::MessageKind::System;
        line.originId = crypto::uuidV4();
        const bool isPhone = row && row->kind == store::DeviceKind::Legacy;
        line.body = std::string{kNoticeMark} + static_cast<char>('a' + static_cast<int>(kind)) +
            (isPhone ? 'p' : 'd') + (row ? row->label : std::string{});
        line.sentAtMs = line.receivedAtMs = context.nowMs();
        SOTTO_TRY_ASSIGN(const auto id, stores.messages.add(line));
        arrivals.changed.push_back(id);
        arrivals.conversations.insert(conversation);
    }
    return Done{};
}

TrustEvent::Kind eventOf(const TrustRules& rules, omemo::Trust trust)
{
    if (!omemo::mayTalk(trust))
        return TrustEvent::Kind::Withheld;
    return rules.mode == TrustRules::Mode::OrgList ? TrustEvent::Kind::Listed
                                                   : TrustEvent::Kind::FirstUse;
}

void noteTrust(Arrivals& arrivals, TrustEvent::Kind kind, const Jid& person)
{
    const auto address = QString::fromStdString(person.toString());
    const auto same = std::ranges::find_if(arrivals.trust, [&](const TrustEvent& event) {
        return event.kind == kind && event.address == address;
    });
    if (same == arrivals.trust.end())
        arrivals.trust.push_back({kind, address, 1});
    else
        ++same->devices;
}

/// The body of such a row: the mark, a letter for the kind, 'p' or 'd', the device's label.
std::optional<NoticeSnapshot> noticeOf(const store::MessageRow& row)
{
    std::string_view body{row.body};
    if (!body.starts_with(kNoticeMark) || body.size() < kNoticeMark.size() + 2)
        return std::nullopt;
    body.remove_prefix(kNoticeMark.size());
    NoticeSnapshot notice;
    const int kind = body[0] - 'a';
    if (kind >= 0 && kind <= kLastNotice)
        notice.kind = static_cast<NoticeSnapshot::Kind>(kind);
    notice.phone = body[1] == 'p';
    notice.device = SafeText::fromUtf8(body.substr(2), SafeText::Kind::Name);
    return notice;
}

}  // namespace sotto::engine
