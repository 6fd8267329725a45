// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/label.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QStyle>

namespace sotto::ui {

Label::Label(const QString& text, TextRole role, QWidget* parent)
    : Label(text, role, Tone::Normal, parent)
{
}

Label::Label(const QString& text, TextRole role, Tone tone, QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    setFont(fontFor(role, font()));
    setTone(tone);
    // Qt would put a name in Latin letters at the left, away from what it belongs to.
    if (QGuiApplication::isRightToLeft())
        setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void Label::setTone(Tone tone)
{
    static constexpr const char* kNames[] = {"normal", "secondary", "accent", "danger", "caution"};
    setProperty("tone", QLatin1String(kNames[static_cast<std::size_t>(tone)]));
    if (!testAttribute(Qt::WA_WState_Polished))
        return;  // will be styled when shown; to polish now would freeze the font of now
    style()->unpolish(this);
    style()->polish(this);
}

Label* Label::wrapped()
{
    setWordWrap(true);
    return this;
}

Label* Label::selectable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return this;
}

void setPlainToolTip(QWidget& widget, const QString& text)
{
    // An explicit <qt> document of escaped text is the only way to forbid guessing.
    widget.setToolTip(text.isEmpty() ? QString()
                                     : QStringLiteral("<qt>%1</qt>")
                                           .arg(text.toHtmlEscaped().replace(
                                               QLatin1Char('\n'), QLatin1String("<br>"))));
}

QString withoutMnemonic(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString elided(const QString& text, const QFont& font, int width)
{
    return QFontMetrics(font).elidedText(text, Qt::ElideRight, width);
}

}  // namespace sotto::ui
