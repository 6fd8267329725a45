// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/patient.h"
#include "core/domain/safe_text.h"

#include <QMetaType>
#include <QStringList>

#include <optional>

namespace sotto {

/// Whom a message is about, as the screen may show it.
struct PatientSnapshot {
    SafeText name;         ///< inside the conversation alone
    SafeText number;       ///< the same
    SafeText inLists;      ///< "J.S. ··4471", or in full where policy says so
    QStringList labels{};  ///< made safe; not empty: sensitive

    bool isSensitive() const { return !labels.isEmpty(); }

    friend bool operator==(const PatientSnapshot&, const PatientSnapshot&) = default;
};

/// What is given back to the engine; none: nobody.
using About = std::optional<PatientTag>;

/// To write about the same patient again.
inline PatientTag tagOf(const PatientSnapshot& patient)
{
    PatientTag tag{patient.name.string().toStdString(), patient.number.string().toStdString()};
    for (const auto& label : patient.labels)
        tag.labels.push_back(label.toStdString());
    return tag;
}

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::PatientSnapshot)
