// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/activity.h"
#include "core/api/compliance.h"
#include "core/api/consent.h"
#include "core/api/picture.h"
#include "core/domain/content_export.h"
#include "core/domain/message.h"

#include <functional>

namespace sotto::ui {

/// What the window of a session may ask of the program, beside its Client.
struct Doors {
    PictureDecoder* pictures = nullptr;  ///< outlives the window; null: a picture stays a card

    /// Writes down what is about to leave the vault: of these messages, or of none, which is a
    /// record made of words of ours. An error, or no function: it must not.
    std::function<Task<Done>(ExportKind, ExportReason, QList<MessageId>)> recordExport{};

    ComplianceCheck* compliance = nullptr;  ///< outlives the window; null: there is none
    ActivityLog* activity = nullptr;        ///< outlives the window; null: the page is not there
    ConsentRegister* consents = nullptr;    ///< outlives the window; null: none is kept
};

}  // namespace sotto::ui
