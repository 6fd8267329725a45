// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/style_sheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace sotto::ui {
namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(value | 0xFF000000U);
}

Tokens lightTokens()
{
    Tokens t;
    t.window = rgb(0xF6F7F9);
    t.surface = rgb(0xFFFFFF);
    t.line = rgb(0xE1E6EB);
    t.edge = rgb(0x7F8B97);
    t.text = rgb(0x17212B);
    t.textSecondary = rgb(0x56626F);
    t.accent = rgb(0x0B6E69);
    t.onAccent = rgb(0xFFFFFF);
    t.accentHover = rgb(0x095B57);
    t.accentWeak = rgb(0xE2F1F0);
    t.hover = rgb(0xEEF1F4);
    t.pressed = rgb(0xE1E6EB);
    t.action = rgb(0x1D5FBF);
    t.actionWeak = rgb(0xE8F0FC);
    t.concern = rgb(0x8A5200);
    t.concernWeak = rgb(0xFFF4DF);
    t.stat = rgb(0xB3261E);
    t.statWeak = rgb(0xFDECEA);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.window = rgb(0x12171C);
    t.surface = rgb(0x1A2128);
    t.line = rgb(0x2C3640);
    t.edge = rgb(0x74818E);
    t.text = rgb(0xE6EBF0);
    t.textSecondary = rgb(0x9AA7B4);
    t.accent = rgb(0x4DB6AC);
    t.onAccent = rgb(0x0B1A19);
    t.accentHover = rgb(0x6CC7BE);
    t.accentWeak = rgb(0x17332F);
    t.hover = rgb(0x222B34);
    t.pressed = rgb(0x2C3640);
    t.action = rgb(0x8AB4F8);
    t.actionWeak = rgb(0x1B2A44);
    t.concern = rgb(0xF2C26B);
    t.concernWeak = rgb(0x3A2C12);
    t.stat = rgb(0xF2B8B5);
    t.statWeak = rgb(0x4A1F1C);
    t.dark = true;
    return t;
}

/// A person who chose high contrast chose these colours; meaning then comes from icon,
/// word and outline alone.
Tokens highContrastTokens(const QPalette& system)
{
    Tokens t;
    t.window = system.color(QPalette::Window);
    t.text = system.color(QPalette::WindowText);
    t.surface = t.hover = t.window;
    t.line = t.edge = t.textSecondary = t.text;
    t.accent = t.accentHover = t.text;
    t.onAccent = t.window;
    t.accentWeak = t.pressed = t.window;
    t.action = t.concern = t.stat = t.text;
    t.actionWeak = t.concernWeak = t.statWeak = t.window;
    t.dark = t.window.lightnessF() < 0.5F;
    return t;
}

QPalette paletteFor(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.window);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.textSecondary);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::Highlight, t.accent);
    p.setColor(QPalette::HighlightedText, t.onAccent);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.line);
    p.setColor(QPalette::Dark, t.edge);
    p.setColor(QPalette::Shadow, t.edge);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.textSecondary);
    return p;
}

double channel(double c)  // WCAG 2.2, "relative luminance"
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

}  // namespace

Tokens tokensOf(Scheme scheme, const QPalette& system)
{
    switch (scheme) {
    case Scheme::Light:
        return lightTokens();
    case Scheme::Dark:
        return darkTokens();
    case Scheme::HighContrast:
        return highContrastTokens(system);
    }
    return lightTokens();
}

Tokens tokensFor(const QPalette& palette)
{
    static const Tokens kLight = lightTokens();
    static const Tokens kDark = darkTokens();
    // The link colour is the mark: a style sheet changes Window, Base and Text of the widgets
    // that it paints, but never this role.
    const auto mark = palette.color(QPalette::Active, QPalette::Link);
    if (mark == kLight.accent)
        return kLight;
    if (mark == kDark.accent)
        return kDark;
    return highContrastTokens(palette);
}

Scheme schemeOf(const QPalette& system)
{
    const auto window = system.color(QPalette::Window);
    const auto text = system.color(QPalette::WindowText);
    // High-contrast themes use pure black or pure white for all surfaces alike; ordinary
    // themes set a button apart from the window.
    const bool flat =
        system.color(QPalette::Button) == window && system.color(QPalette::Base) == window;
    const bool pure = window == QColor(Qt::black) || window == QColor(Qt::white);
    if (flat && pure && contrastRatio(window, text) >= 15)
        return Scheme::HighContrast;
    return window.lightnessF() < 0.5F ? Scheme::Dark : Scheme::Light;
}

void applyTheme(QApplication& app, Scheme scheme)
{
    const auto tokens = tokensOf(scheme, app.palette());
    app.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    app.setPalette(paletteFor(tokens));
    app.setStyleSheet(styleSheetFor(tokens));
}

void applyTheme(QApplication& app)
{
    applyTheme(app, schemeOf(app.palette()));
}

QFont fontFor(TextRole role, const QFont& base)
{
    static constexpr std::array<double, 5> kFactor = {0.85, 1.0, 1.0, 1.15, 1.5};
    QFont font = base;
    const auto factor = kFactor.at(static_cast<std::size_t>(role));
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * factor);
    else
        font.setPixelSize(static_cast<int>(std::lround(base.pixelSize() * factor)));
    if (role >= TextRole::Strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont fixedFont(const QFont& base)
{
    auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    // An alias such as "monospace" gets lost where fonts are resolved: name real families.
    QStringList families{QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Liberation Mono"),
                         QStringLiteral("Consolas"), QStringLiteral("Menlo"),
                         QStringLiteral("Courier New")};
    if (const QFontInfo found(font); found.fixedPitch())
        families.prepend(found.family());
    font.setFamilies(families);
    font.setStyleHint(QFont::Monospace);
    font.setPointSizeF(base.pointSizeF());
    font.setWeight(base.weight());
    return font;
}

bool prefersReducedMotion(const QWidget& widget)
{
    return widget.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &widget) == 0 ||
        !QApplication::isEffectEnabled(Qt::UI_General);
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const auto [dark, light] =
        std::minmax({luminance(a), luminance(b)});  // a list: gives values, no references
    return (light + 0.05) / (dark + 0.05);
}

AvatarColors avatarColorsFor(const QString& address, const Tokens& tokens)
{
    unsigned hash = 2166136261U;  // FNV-1a: qHash is seeded anew in each process
    for (const auto c : address)
        hash = (hash ^ c.unicode()) * 16777619U;
    // Both halves: addresses of one clinic differ in few letters.
    const auto hue = static_cast<float>(((hash >> 8U) ^ (hash >> 20U)) % 24U) / 24.0F;
    if (tokens.dark)
        return {QColor::fromHslF(hue, 0.28F, 0.25F), QColor::fromHslF(hue, 0.55F, 0.85F)};
    return {QColor::fromHslF(hue, 0.42F, 0.88F), QColor::fromHslF(hue, 0.60F, 0.22F)};
}

}  // namespace sotto::ui
