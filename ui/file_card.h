// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the card of a file says, for the screen and for a screen reader.

#include "core/api/attachment.h"
#include "core/domain/content_export.h"
#include "ui/icons.h"

#include <QString>

namespace sotto::ui {

/// "1.2 MB", in the words of the locale.
QString sizeText(std::int64_t bytes);

/// "Picture · 1.2 MB", and how far a transfer is.
QString fileDetail(const AttachmentSnapshot& file);

/// What a person should know about it; empty if there is nothing. `pictureBroken`: it is
/// here, but the decoder refused it.
QString fileNote(const AttachmentSnapshot& file, ContentRule saving, bool pictureBroken);

/// A hint why there is no button to save; empty if there is one.
QString savingRefused(const AttachmentSnapshot& file, ContentRule saving);

Icon fileIcon(const AttachmentSnapshot& file);

/// True while something of it moves.
bool isMoving(const AttachmentSnapshot& file);

}  // namespace sotto::ui
