// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/signed_list.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/policy/trusted_files.h"

#include <algorithm>

namespace sotto::policy {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookEvery = 30s;  // half of the minute that an administrator was promised

void checkSignature(const std::filesystem::path& file, const TrustedReader& reader, Signed kind,
                    SignedContent& content)
{
    const auto pin = reader(file.parent_path() / kPinnedKeyFile);
    const auto key = pinnedKey(pin, content.findings);
    if (!key) {
        if (pin.trust == FileTrust::Missing)
            content.findings.push_back(fileError(FindingKind::NoPinnedKey,
                                                 std::string{kPinnedKeyFile},
                                                 "The clinic's key is not pinned here, so nothing "
                                                 "proves that the list is the clinic's."));
        return;
    }
    if (auto fault = signatureFault(file, content.bytes, *key, reader, kind))
        content.findings.push_back(*std::move(fault));
}

}  // namespace

bool hasError(const std::vector<Finding>& findings)
{
    return std::ranges::find(findings, Severity::Error, &Finding::severity) != findings.end();
}

SignedContent readSigned(const std::filesystem::path& file, Signed kind,
                         const TrustedReader& reader)
{
    SignedContent content;
    auto found = reader(file);
    if (found.trust == FileTrust::Trusted) {
        content.state = SignedContent::State::Read;
        content.bytes = std::move(found.bytes);
        content.sha256 = toHex(crypto::sha256(viewOf(content.bytes)));
        checkSignature(file, reader, kind, content);
    } else if (found.trust != FileTrust::Missing) {
        content.state = SignedContent::State::Refused;
        content.findings.push_back(trustFault(found.trust, file.filename().string()));
    }
    return content;
}

Finding olderSerial(std::string fileName)
{
    return fileError(FindingKind::Conflict, std::move(fileName),
                     "Its serial is lower than that of the list before: an old list was put back.");
}

Finding takenAway(std::string fileName)
{
    return fileError(FindingKind::Unreadable, std::move(fileName), "The list was taken away.");
}

ListWatch::ListWatch(Time time, QObject* parent) : QObject(parent), m_time(time)
{
    lookLater();
}

void ListWatch::checkNow()
{
    if (look())
        Q_EMIT changed();
}

void ListWatch::lookLater()
{
    m_later = m_time.scheduler.after(kLookEvery, [this] {
        checkNow();
        lookLater();
    });
}

}  // namespace sotto::policy
