// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"

#include "ui/icons.h"
#include "ui/theme.h"
#include "ui/translations.h"

#include <QApplication>

namespace sotto::test {

void prepareUi()
{
    static const bool done = [] {
        auto& app = *static_cast<QApplication*>(QCoreApplication::instance());
        ui::loadResources();
        ui::loadTranslations(app);
        ui::applyTheme(app, ui::Scheme::Light);
        return true;
    }();
    Q_UNUSED(done);
}

QWidget* statCard()
{
    for (auto* window : QApplication::topLevelWidgets()) {
        if (window->objectName() == "statCard"_s)
            return window;
    }
    return nullptr;
}

SignInStage stage(SignInStage::Step step)
{
    SignInStage value;
    value.step = step;
    value.address = "desk-a@clinic.example"_s;
    return value;
}

Session::Session()
{
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window);
}

ui::Doors Session::doors()
{
    return {&pictures,
            [this](ExportKind kind, ExportReason reason, const QList<MessageId>& of) {
                exports << (kind == ExportKind::Print ? "print "_s : "copy "_s) +
                        QLatin1String(toName(reason).data());
                exported = of;
                return readyTask<Done>(recordRefuses ? Result<Done>{Error{Errc::Storage, "played"}}
                                                     : Result<Done>{Done{}});
            },
            &compliance, &activity, &consents};
}

void Session::open()
{
    Q_EMIT client.selfChanged(sampleSelf());
    Q_EMIT client.stageChanged(stage(SignInStage::Step::Open));
    Q_EMIT client.connectionChanged(Connection::Online);
    Q_EMIT client.directoryChanged(samplePeople());
    Q_EMIT client.conversationsLoaded(sampleConversations());
}

void Session::type(const QString& text)
{
    for (const auto c : text)
        QTest::keyClick(window.focusWidget(), c.toLatin1());
}

void Session::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    auto* target = window.focusWidget() ? window.focusWidget() : &window;
    QTest::keyClick(target, key, modifiers);
}

Talk::Talk(const QList<MessageSnapshot>& messages, const QString& draft)
{
    open();
    press(Qt::Key_2, Qt::AltModifier);
    press(Qt::Key_Return);
    Q_EMIT client.pageLoaded({1}, messages, false);
    Q_EMIT client.draftLoaded({1}, draft, {});
    client.calls.clear();
}

}  // namespace sotto::test
