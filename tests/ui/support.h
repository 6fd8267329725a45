// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/fake_activity.h"
#include "tests/support/fake_client.h"
#include "tests/support/fake_compliance.h"
#include "tests/support/fake_consents.h"
#include "tests/support/fake_pictures.h"
#include "tests/support/manual_time.h"
#include "tests/ui/samples.h"
#include "ui/session_window.h"

#include <QString>
#include <QTest>

#include <catch2/catch_tostring.hpp>

namespace Catch {
template <>
struct StringMaker<QString> {
    static std::string convert(const QString& text) { return text.toStdString(); }
};

template <>
struct StringMaker<QStringList> {
    static std::string convert(const QStringList& list)
    {
        return list.join(QStringLiteral(" | ")).toStdString();
    }
};
}  // namespace Catch

namespace sotto::test {

inline QString operator""_s(const char* text, std::size_t size)
{
    return QString::fromUtf8(text, static_cast<qsizetype>(size));
}

/// The STAT card on the screen, if any: it is a window of its own.
QWidget* statCard();

/// Theme, icons and words as in the program; once for the process.
void prepareUi();

SignInStage stage(SignInStage::Step step);

struct Prepared {
    Prepared() { prepareUi(); }
};

/// A session window with its fakes, shown and active.
struct Session : private Prepared {
    Session();

    /// Signed in, with the sample people and conversations.
    void open();

    template <class T = QWidget>
    T* find(const char* name)
    {
        return window.findChild<T*>(QLatin1String(name));
    }

    /// Types into whatever has the focus, as a keyboard does.
    void type(const QString& text);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});

    FakeClient client;
    ManualTime time;
    FakePictures pictures;
    FakeActivity activity;
    FakeCompliance compliance;
    FakeConsents consents;
    QStringList exports;         ///< what was put on record: "copy treatment"
    QList<MessageId> exported;   ///< of which messages, the last time
    bool recordRefuses = false;  ///< the activity log cannot be written
    ui::SessionWindow window{client, time.time(), doors()};

private:
    ui::Doors doors();
};

/// An open session in which conversation 1 is read.
struct Talk : Session {
    explicit Talk(const QList<MessageSnapshot>& messages = sampleMessages(),
                  const QString& draft = QStringLiteral("half a sentence"));
};

}  // namespace sotto::test
