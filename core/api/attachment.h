// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/problem.h"
#include "core/domain/safe_text.h"

#include <cstdint>
#include <optional>

namespace sotto {

/// The file that a message carries.
struct AttachmentSnapshot {
    /// What it is by its own first bytes; before it was fetched, what its sender says.
    enum class Kind : std::uint8_t {
        Picture,   ///< PNG or JPEG: may be shown, after a decode in the helper process
        Document,  ///< PDF or plain text
        Other,
    };

    enum class State : std::uint8_t {
        Offered,    ///< at the relay; nothing was asked for yet
        Fetching,   ///< see permille
        Kept,       ///< whole, in the vault: loadAttachment(), saveAttachment()
        Uploading,  ///< outgoing: in the vault, on its way to the relay, or waiting for it
        Failed,     ///< see problem; fetchAttachment() or retry() tries again
    };

    State state = State::Offered;
    Kind kind = Kind::Other;
    SafeText name;           ///< without folders, and fit to be a file's name here
    std::int64_t size = -1;  ///< bytes; -1: the sender did not say
    int permille = 0;        ///< of Fetching and Uploading
    bool blocked = false;    ///< a kind of file that may do harm when opened: never saved
    bool misnamed = false;   ///< the name says another kind than the content
    std::optional<ProblemKind> problem;  ///< of Failed
};

}  // namespace sotto
