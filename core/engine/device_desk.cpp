// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/device_desk.h"

#include "core/base/log.h"
#include "core/crypto/digest.h"
#include "core/engine/problems.h"
#include "core/engine/trust_view.h"
#include "core/omemo/bundle.h"
#include "core/omemo/phone_code.h"
#include "core/store/kin_file.h"

namespace sotto::engine {
namespace {

using Pair = std::pair<omemo::ComparedKey, omemo::ComparedKey>;

/// This device and that one. Errors: NotFound (no key of it is known), Storage.
Result<Pair> pairOf(VaultContext& context, const omemo::DeviceAddress& device)
{
    SOTTO_TRY_ASSIGN(const auto row, context.stores.devices.find(device));
    if (!row || (device.account == context.self && device.device == context.device))
        return Error{Errc::NotFound, "no such device"};
    SOTTO_TRY_ASSIGN(auto theirs, currentKey(context, *row));
    if (theirs.empty())
        return Error{Errc::NotFound, "no key of that device"};
    SOTTO_TRY_ASSIGN(auto ours, context.sessions.ownIdentityKey());
    return Pair{{{context.self, context.device}, std::move(ours)}, {device, std::move(theirs)}};
}

QStringList toList(const std::vector<std::string_view>& words)
{
    QStringList list;
    for (const auto word : words)
        list << QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
    return list;
}

CodeVerdict verdictOf(omemo::Comparison comparison)
{
    switch (comparison) {
    case omemo::Comparison::Match:
        return CodeVerdict::Match;
    case omemo::Comparison::NotACode:
        break;
    case omemo::Comparison::OtherPeople:
        return CodeVerdict::OtherPeople;
    case omemo::Comparison::OtherDevice:
        return CodeVerdict::OtherDevice;
    case omemo::Comparison::OtherKey:
        return CodeVerdict::OtherKey;
    }
    return CodeVerdict::NotACode;
}

/// What a phone's code says of that phone; of no other device, which has a code of its own.
CodeVerdict verdictOf(VaultContext& context, const std::vector<omemo::ComparedKey>& shown,
                      const omemo::ComparedKey& theirs)
{
    const auto row = context.stores.devices.find(theirs.address);
    const bool isPhone = row && *row && (*row)->kind == store::DeviceKind::Legacy;
    return isPhone ? verdictOf(omemo::compare(shown, theirs)) : CodeVerdict::OtherDevice;
}

QByteArray digestOf(ByteView key)
{
    const auto digest = crypto::sha256(key);
    return {reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(digest.size())};
}

/// The other phones for which that code vouches, each with the key that we know of it.
Result<QList<ShownKey>> alsoShown(VaultContext& context,
                                  const std::vector<omemo::ComparedKey>& shown,
                                  const omemo::DeviceAddress& compared)
{
    QList<ShownKey> others;
    for (const auto& [address, key] : shown) {
        SOTTO_TRY_ASSIGN(const auto row, context.stores.devices.find(address));
        if (!row || row->kind != store::DeviceKind::Legacy || address == compared)
            continue;
        SOTTO_TRY_ASSIGN(const auto known, currentKey(context, *row));
        if (known == key)
            others.push_back({address.device.value, digestOf(key)});
    }
    return others;
}

/// Own devices whose key counts, and whether somebody vouched for it.
Result<store::KinFile> kinOf(VaultContext& context)
{
    store::KinFile kin;
    kin.own = context.device;
    SOTTO_TRY_ASSIGN(kin.ownKey, context.sessions.ownIdentityKey());
    SOTTO_TRY_ASSIGN(const auto devices, deviceSnapshots(context, context.self));
    for (const auto& device : devices) {
        using Trust = DeviceSnapshot::Trust;
        const bool isVouchedFor = device.trust == Trust::Compared || device.trust == Trust::Listed;
        if (device.thisOne || (device.trust != Trust::FirstUse && !isVouchedFor))
            continue;
        const omemo::DeviceAddress address{context.self, DeviceId{device.id}};
        SOTTO_TRY_ASSIGN(const auto identity, context.stores.keys->peerIdentity(address));
        if (identity && kin.others.size() < omemo::kMostDevices)
            kin.others.push_back({address.device, identity->key, isVouchedFor});
    }
    return kin;
}

}  // namespace

DeviceDesk::DeviceDesk(VaultContext& context, RelayLink& link, KeyPublisher& keys,
                       PeerDevices& devices)
    : m_context(context),
      m_keys(keys),
      m_removal(context, link, keys, devices)
{
}

void DeviceDesk::openComparison(const omemo::DeviceAddress& device)
{
    const auto pair = pairOf(m_context, device);
    if (!pair) {
        if (pair.error().code != Errc::NotFound)
            Q_EMIT problem(vaultProblem(pair.error()).kind);
        return;
    }
    const auto& [ours, theirs] = *pair;
    ComparisonSnapshot comparison;
    comparison.address = QString::fromStdString(device.account.toString());
    comparison.device = device.device.value;
    comparison.ownWords = toList(omemo::wordsOf(ours));
    comparison.theirWords = toList(omemo::wordsOf(theirs));
    comparison.fingerprint = QString::fromStdString(omemo::fingerprint(theirs.key));
    comparison.code = QString::fromStdString(omemo::comparisonText(ours, theirs));
    comparison.keyDigest = digestOf(theirs.key);
    Q_EMIT comparisonReady(comparison);
}

void DeviceDesk::checkCode(const omemo::DeviceAddress& device, const QString& code)
{
    const auto pair = pairOf(m_context, device);
    if (!pair)
        return;
    CodeCheck check{QString::fromStdString(device.account.toString()), device.device.value, {}, {}};
    const auto text = code.toStdString();
    if (const auto shown = omemo::parsePhoneCode(text)) {
        check.verdict = verdictOf(m_context, *shown, pair->second);
        const auto others = alsoShown(m_context, *shown, device);
        if (check.verdict == CodeVerdict::Match && others)
            check.alsoShown = *others;
    } else {
        check.verdict = verdictOf(omemo::compare(text, pair->first, pair->second));
    }
    Q_EMIT codeChecked(check);
}

void DeviceDesk::rename(const QString& label)
{
    const auto shown = SafeText::fromUtf8(label.toStdString(), SafeText::Kind::Name);
    if (shown.string().trimmed().isEmpty())
        return;
    const auto renamed = m_keys.rename(shown.string().trimmed().toStdString());
    if (!renamed)
        Q_EMIT problem(vaultProblem(renamed.error()).kind);
}

void DeviceDesk::noteKin()
{
    const auto noted = [&]() -> Result<Done> {
        SOTTO_TRY_ASSIGN(const auto kin, kinOf(m_context));
        const auto& folder = m_context.vault.folder();
        const auto before = store::KinFile::load(folder);
        return before && *before == kin ? Result<Done>{Done{}} : kin.save(folder);
    }();
    if (!noted)
        log::warning("engine", "the own devices were not written down",
                     {{"why", noted.error().code}});
}

}  // namespace sotto::engine
