// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QPainter>

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace sotto;
using namespace sotto::ui;
using test::operator""_s;

namespace {

struct Pair {
    const char* name;
    QColor text, back;
    double least;
};

std::vector<Pair> pairsOf(const Tokens& t)
{
    std::vector<Pair> pairs;
    for (const auto& back : {t.window, t.surface, t.accentWeak, t.hover}) {
        pairs.push_back({"text", t.text, back, 4.5});
        pairs.push_back({"secondary text", t.textSecondary, back, 4.5});
        pairs.push_back({"accent text", t.accent, back, 4.5});
    }
    pairs.push_back({"secondary text on a pressed button", t.textSecondary, t.pressed, 4.5});
    pairs.push_back({"primary button", t.onAccent, t.accent, 4.5});
    pairs.push_back({"primary button under the pointer", t.onAccent, t.accentHover, 4.5});
    pairs.push_back({"ACTION", t.action, t.actionWeak, 4.5});
    pairs.push_back({"CONCERN", t.concern, t.concernWeak, 4.5});
    pairs.push_back({"STAT", t.stat, t.statWeak, 4.5});
    pairs.push_back({"text in a problem box", t.text, t.statWeak, 4.5});
    for (const auto& back : {t.window, t.surface}) {
        pairs.push_back({"trouble in words", t.stat, back, 4.5});
        pairs.push_back({"caution in words", t.concern, back, 4.5});
        pairs.push_back({"edge of a control", t.edge, back, 3});
        pairs.push_back({"focus ring", t.accent, back, 3});
    }
    return pairs;
}

QPalette paletteOf(QColor window, QColor text, QColor button)
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Button, button);
    return palette;
}

}  // namespace

TEST_CASE("Contrast is computed as WCAG does")
{
    CHECK(contrastRatio(Qt::black, Qt::white) > 20.99);
    CHECK(contrastRatio(Qt::black, Qt::white) < 21.01);
    CHECK(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) < 4.5);  // the known near miss
    CHECK(contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) > 4.5);
}

TEST_CASE("Every pair of text and background meets WCAG 2.2 AA in both themes")
{
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        for (const auto& pair : pairsOf(tokensOf(scheme))) {
            INFO(pair.name << " " << pair.text.name().toStdString() << " on "
                           << pair.back.name().toStdString());
            CHECK(contrastRatio(pair.text, pair.back) >= pair.least);
        }
    }
}

TEST_CASE("Two desks of a clinic are told apart by their colours")
{
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        const auto tokens = tokensOf(scheme);
        CHECK(avatarColorsFor("desk-a@riverside.example"_s, tokens).back !=
              avatarColorsFor("desk-b@riverside.example"_s, tokens).back);
    }
}

TEST_CASE("An avatar is readable whatever colour its address gives")
{
    for (const auto scheme : {Scheme::Light, Scheme::Dark}) {
        for (int i = 0; i < 200; ++i) {
            const auto colors =
                avatarColorsFor("person%1@clinic.example"_s.arg(i), tokensOf(scheme));
            CHECK(contrastRatio(colors.text, colors.back) >= 4.5);
        }
    }
    CHECK(avatarColorsFor("a@b"_s, tokensOf(Scheme::Light)).back ==
          avatarColorsFor("a@b"_s, tokensOf(Scheme::Light)).back);
}

TEST_CASE("The system's palette chooses the theme, and high contrast wins")
{
    CHECK(schemeOf(paletteOf(QColor(0xEFEFEF), Qt::black, QColor(0xE0E0E0))) == Scheme::Light);
    CHECK(schemeOf(paletteOf(QColor(0x202020), Qt::white, QColor(0x303030))) == Scheme::Dark);
    const auto contrast = paletteOf(Qt::black, Qt::white, Qt::black);
    CHECK(schemeOf(contrast) == Scheme::HighContrast);
    CHECK(schemeOf(paletteOf(Qt::white, Qt::black, Qt::white)) == Scheme::HighContrast);
    const auto tokens = tokensOf(Scheme::HighContrast, contrast);
    CHECK(tokens.window == QColor(Qt::black));
    CHECK(tokens.stat == QColor(Qt::white));
    CHECK(tokens.dark);
}

TEST_CASE("A widget knows its theme although the style sheet repaints its palette")
{
    test::prepareUi();
    auto& app = *static_cast<QApplication*>(QCoreApplication::instance());
    for (const auto scheme : {Scheme::Dark, Scheme::Light}) {
        applyTheme(app, scheme);
        QLineEdit field;
        field.ensurePolished();
        CHECK(tokensFor(field.palette()).accent == tokensOf(scheme).accent);
        CHECK(tokensFor(field.palette()).dark == (scheme == Scheme::Dark));
    }
}

TEST_CASE("Every icon is there and draws something")
{
    test::prepareUi();
    for (int i = 0; i <= static_cast<int>(Icon::SwitchUser); ++i) {
        QImage image(24, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paintIcon(painter, static_cast<Icon>(i), {0, 0, 24, 24}, Qt::red);
        painter.end();
        bool any = false;
        for (int y = 0; y < 24 && !any; ++y) {
            for (int x = 0; x < 24 && !any; ++x)
                any = qAlpha(image.pixel(x, y)) > 128;
        }
        INFO("icon " << i);
        CHECK(any);
    }
}
