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

#include "core/domain/org_list.h"
#include "core/policy/signed_list.h"

namespace sotto::policy {

using LoadedOrgList = LoadedList<OrgList>;
using OrgListWatcher = ListWatcher<OrgList>;

LoadedOrgList parseOrgList(std::string_view text, const std::string& fileName);

inline constexpr ListKind<OrgList> kOrgList{"org-list.toml", Signed::OrgList, &parseOrgList};

/// A line of the list as the file has it: what `sottoctl devices own` prints.
std::string orgListEntry(const Jid& account, DeviceId device, ByteView keySha256,
                         std::string_view label);

}  // namespace sotto::policy
