// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>

#include <string_view>

namespace sotto {

/// Text from another party, made fit for a widget (hostile.md, G).
///
/// The only type in which foreign text reaches the screen. Controls are removed,
/// bidirectional overrides become visible marks, combining marks are capped at 8 for each
/// base, the length is capped. What remains is plain text: a widget must still be told
/// Qt::PlainText. Any thread; a value.
class SafeText {
public:
    enum class Kind : std::uint8_t {
        Name,  ///< one line, at most 128 characters
        Line,  ///< one line, at most 256 characters (previews, subjects)
        Body,  ///< many lines, at most 16,384 characters
    };

    SafeText() = default;
    static SafeText fromUtf8(std::string_view utf8, Kind kind);
    static SafeText fromQString(const QString& text, Kind kind);

    const QString& string() const noexcept { return m_text; }

    bool isEmpty() const noexcept { return m_text.isEmpty(); }

    bool wasCut() const noexcept { return m_wasCut; }

    /// Wrapped in FSI … PDI, to be placed inside a sentence of ours.
    QString isolated() const;

    friend bool operator==(const SafeText&, const SafeText&) = default;

private:
    QString m_text;
    bool m_wasCut = false;
};

}  // namespace sotto

Q_DECLARE_METATYPE(sotto::SafeText)
