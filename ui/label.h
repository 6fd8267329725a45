// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/safe_text.h"
#include "ui/theme.h"

#include <QLabel>

namespace sotto::ui {

/// The only label of the product. Always Qt::PlainText: a QLabel that guesses opens
/// `<img src=file:…>` by itself (hostile.md G1), so a lint refuses bare QLabels.
class Label final : public QLabel {
    Q_OBJECT
public:
    enum class Tone : std::uint8_t { Normal, Secondary, Accent, Danger, Caution };

    Label(const QString& text, TextRole role, QWidget* parent);
    Label(const QString& text, TextRole role, Tone tone, QWidget* parent);

    void setTone(Tone tone);

    void setSafeText(const SafeText& text) { setText(text.string()); }

    /// Wraps at words and grows downwards.
    Label* wrapped();
    /// Can be marked and copied with mouse and keyboard.
    Label* selectable();
};

/// A tool tip that Qt cannot take for HTML.
void setPlainToolTip(QWidget& widget, const QString& text);

/// Text of ours or of a peer for a button, menu or tab, where "&" would be eaten.
QString withoutMnemonic(QString text);

/// Cut at the end, with an ellipsis, so that it fits into `width` px.
QString elided(const QString& text, const QFont& font, int width);

}  // namespace sotto::ui
