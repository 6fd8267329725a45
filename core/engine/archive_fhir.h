// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/archive_reader.h"

#include <QJsonObject>

namespace sotto::engine {

/// An archived message as a FHIR R4 Communication: who wrote it to whom and when, about
/// which patient, how urgent, and what it said; a recall is entered-in-error. A file is named, its
/// bytes are not in it. Any thread.
QJsonObject communicationOf(const ArchivedMessage& message);

}  // namespace sotto::engine
