// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What this workstation runs, on what, under whose rules, and with whom it speaks.

#include "app/compose.h"
#include "core/audit/event.h"
#include "core/platform/disk_encryption.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace sotto::app {

struct Inventory {
    std::string version;
    std::map<std::string, std::string> programs;  ///< SHA-256 by name, of those beside this one
    std::string system;                           ///< "Debian GNU/Linux 12 (bookworm)"
    std::string kernel, architecture;
    std::string policyHash;  ///< hexadecimal; of "" where there is no policy file
    std::string workstationClass;
    std::vector<std::string> endpoints;  ///< that it may contact: "relay clinic.example:5223"
    platform::DiskEncryption disk = platform::DiskEncryption::Unknown;
};

/// `programs`: the folder of the programs. Reads them whole: some tens of milliseconds. Any thread.
Inventory takeInventory(const Surroundings& surroundings, const std::filesystem::path& programs);

std::string toJson(const Inventory& inventory, WallTime now);

/// As JSON, with the programs of the folder in which this one lies.
std::string inventoryHere(const Surroundings& surroundings, WallTime now);

/// For the activity log, which passes it on to the clinic's collector.
audit::Event eventOf(const Inventory& inventory);

std::string_view toName(platform::DiskEncryption disk);  ///< "encrypted", "plain", "unknown"

}  // namespace sotto::app
