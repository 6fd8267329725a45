// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/secret_bytes.h"
#include "core/domain/jid.h"
#include "core/domain/message.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace sotto {

/// One line of the clinic's list: this device of this person has this key.
struct OrgDevice {
    Bytes keySha256;  ///< of the 33 bytes of the identity key
    std::string label;
    std::optional<WallTime> until;  ///< from then on the clinic no longer vouches for it
};

/// The devices for which the clinic vouches (policy crypto.trust_mode = "org_list").
struct OrgList {
    std::int64_t serial = 0;  ///< a later list has a higher one; 0: there is no list
    std::map<std::pair<Jid, DeviceId>, OrgDevice> devices{};

    /// Null: the clinic does not vouch for that key of that device now.
    const OrgDevice* find(const Jid& account, DeviceId device, ByteView keySha256,
                          WallTime now) const
    {
        const auto found = devices.find({account, device});
        if (found == devices.end())
            return nullptr;
        const auto& listed = found->second;
        const bool isOver = listed.until && *listed.until <= now;
        const bool isThatKey = equalInConstantTime(listed.keySha256, keySha256);
        return isThatKey && !isOver ? &listed : nullptr;
    }
};

}  // namespace sotto
