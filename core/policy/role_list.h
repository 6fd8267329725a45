// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The clinic's list of roles, `roles.toml` beside policy.toml:
//
//   version = 1
//   serial = 3                          # higher in each new list
//   [[role]]
//   name = "clinical"                   # what policy calls it: alerts.stat_senders, roles.may_*
//   members = ["lee@clinic.example"]
//   groups = ["Physicians", "Nurses"]   # of the relay's directory: what the relay says of them
//                                       # counts, so name here only what the clinic leaves to it
//   on_call = true                      # one of them at a time holds it: an address to write to
//   title = "On-call cardiology"        # what that address is called
//
// It counts only with a signature by the pinned policy key (`roles.toml.sig`).

#include "core/domain/rights.h"
#include "core/policy/signed_list.h"

namespace sotto::policy {

using LoadedRoleList = LoadedList<RoleList>;
using RoleListWatcher = ListWatcher<RoleList>;

LoadedRoleList parseRoleList(std::string_view text, const std::string& fileName);

inline constexpr ListKind<RoleList> kRoleList{"roles.toml", Signed::RoleList, &parseRoleList};

}  // namespace sotto::policy
