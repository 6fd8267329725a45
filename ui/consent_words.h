// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The register of how patients agreed to be contacted, in words.

#include "core/api/consent.h"

namespace sotto::ui {

QString channelText(ContactChannel channel);

/// "Text message, e-mail": by what is not revoked, each once. Empty: by nothing.
QString agreedText(const QList<ConsentSnapshot>& consents);

/// What came of recording, revoking or saving; empty: it is done.
QString consentProblem(const Result<Done>& done);

}  // namespace sotto::ui
