// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs can still learn from a window whose session has just locked.
#include "tests/ui/support.h"

#include <QAccessible>
#include <QApplication>
#include <QListView>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

/// All that assistive technology can read below a node of the tree, in one text.
QString spoken(QAccessibleInterface* node)
{
    if (!node || !node->isValid())
        return {};
    QStringList all;
    for (const auto kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        all << node->text(kind);
    if (auto* text = node->textInterface())
        all << text->text(0, text->characterCount());
    for (int i = 0; i < node->childCount(); ++i)
        all << spoken(node->child(i));
    return all.join(u'\n');
}

QString spokenByAllWindows()
{
    QString all;
    for (auto* window : QApplication::topLevelWidgets())
        all += spoken(QAccessible::queryAccessibleInterface(window));
    return all;
}

/// Words of messages, of a draft and of names that stand on the screen of an open session.
QStringList wordsOfTheSession()
{
    QStringList words{"half a sentence"_s, "Dr Lee Sample"_s};
    for (const auto& message : test::sampleMessages()) {
        if (!message.text.isEmpty())
            words << message.text.string();
    }
    return words;
}

}  // namespace

TEST_CASE("After the lock nothing of the session can be read through the accessibility tree")
{
    test::Talk s;
    const auto words = wordsOfTheSession();
    REQUIRE(words.size() > 5);
    const auto before = spokenByAllWindows();
    for (const auto& word : words) {
        CAPTURE(word);
        CHECK(before.contains(word));
    }

    s.window.lockNow();
    const auto atOnce = spokenByAllWindows();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto later = spokenByAllWindows();
    for (const auto& word : words) {
        CAPTURE(word);
        CHECK_FALSE(atOnce.contains(word));
        CHECK_FALSE(later.contains(word));
    }
}

TEST_CASE("No window's title ever holds a name or a text")
{
    test::Talk s;
    Q_EMIT s.client.messageArrived(Urgency::Stat);  // brings up the card
    s.window.showCountdown(20);
    int windows = 0;
    for (const auto* window : QApplication::topLevelWidgets()) {
        if (!window->isVisible())
            continue;
        ++windows;
        CAPTURE(window->objectName());
        for (const auto& title :
             {window->windowTitle(), window->windowIconText(), window->windowFilePath()})
            CHECK((title.isEmpty() || title == "Sotto"_s));
    }
    CHECK(windows >= 2);
}
