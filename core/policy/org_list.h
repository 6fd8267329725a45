// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clinic's list of devices, `org-list.toml` beside policy.toml:
//
//   version = 1
//   serial = 12                       # higher in each new list
//   [[device]]
//   address = "lee@clinic.example"
//   id = 31415
//   key = "64 hexadecimal digits"     # SHA-256 of the identity key, as `sottoctl devices` shows
//   label = "Front desk 2"
//   until = 2027-01-31                # may be left out; the last day on which it counts, in UTC
//
// It counts only with a signature by the pinned policy key (`org-list.toml.sig`).

#include "core/base/clock.h"
#include "core/domain/org_list.h"
#include "core/domain/policy_file.h"
#include "core/policy/finding.h"

#include <QObject>

#include <filesystem>
#include <string>
#include <vector>

namespace sotto::policy {

inline constexpr std::string_view kOrgListFile = "org-list.toml";

struct LoadedOrgList {
    OrgList list;                   ///< the last good one if this one was not accepted
    std::vector<Finding> findings;  ///< in the order of the lines
    std::string sha256;             ///< of the file, hexadecimal; empty if there is none
    bool accepted = true;           ///< false: `list` is an earlier one, or empty
};

/// Reads and judges a list, without its signature. Findings that are errors refuse it whole.
LoadedOrgList parseOrgList(std::string_view text, const std::string& fileName);

/// Reads the list as workstations do. One that is missing lists nobody. One that is not signed,
/// has a lower serial than `lastGood`, or is wrong in any line, leaves `lastGood` in force.
/// Never fails.
LoadedOrgList readOrgList(const std::filesystem::path& file, const TrustedReader& reader,
                          const LoadedOrgList* lastGood = nullptr);

/// A line of the list as the file has it: what `sottoctl devices own` prints.
std::string orgListEntry(const Jid& account, DeviceId device, ByteView keySha256,
                         std::string_view label);

/// Keeps the list current: a change is in force within 30 seconds. Thread: its maker's.
class OrgListWatcher final : public QObject {
    Q_OBJECT
public:
    /// Reads the list before it returns.
    OrgListWatcher(std::filesystem::path file, TrustedReader reader, Time time,
                   QObject* parent = nullptr);

    const LoadedOrgList& current() const { return m_current; }

    void checkNow();

Q_SIGNALS:
    void changed();  ///< current() is new, or a new file was refused

private:
    void lookLater();

    std::filesystem::path m_file;
    TrustedReader m_reader;
    Time m_time;
    LoadedOrgList m_current;
    Scheduler::HandlePtr m_later;
};

}  // namespace sotto::policy
