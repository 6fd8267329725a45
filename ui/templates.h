// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Beginnings of messages that a clinic writes again and again, with [places] to fill in.

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace sotto::ui {

struct Template {
    QString name;
    QString text;  ///< with line breaks
};

/// Ours, and then the clinic's (content.templates, "Name: text | next line"). A line of the
/// clinic's with a name of ours stands in its place; one without a name or a text is left out.
QList<Template> templatesWith(const QStringList& clinics);

/// A [place] that is still to be filled in.
struct Place {
    int at = 0;
    int length = 0;
};

/// The first one that begins at `from` or after it.
std::optional<Place> nextPlace(const QString& text, int from);

}  // namespace sotto::ui
