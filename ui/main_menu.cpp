// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_menu.h"

#include "ui/controls.h"
#include "ui/label.h"

#include <QDialog>
#include <QGridLayout>
#include <QPushButton>

#include <iterator>

namespace sotto::ui {
namespace {

struct Item {
    const char* menu;
    Command command;
    const char* text;
    const char* keys;
};

#define T(text) QT_TRANSLATE_NOOP("sotto::ui::MainMenu", text)

// In the order of `enum class Command`.
constexpr Item kItems[] = {
    {T("&File"), Command::NewConversation, T("&New conversation"), "Ctrl+N"},
    {T("&File"), Command::Lock, T("&Lock"), "Ctrl+L"},
    {T("&File"), Command::SwitchUser, T("Switch &user"), "Ctrl+Shift+U"},
    {T("&File"), Command::SignOut, T("Sign &out"), "Ctrl+Shift+Q"},
    {T("&Edit"), Command::Copy, T("&Copy message"), "Ctrl+Shift+C"},
    {T("&Edit"), Command::Find, T("&Find"), "Ctrl+K"},
    {T("&View"), Command::ShowOpenItems, T("&Open items"), "Alt+1"},
    {T("&View"), Command::ShowConversations, T("&Conversations"), "Alt+2"},
    {T("&View"), Command::ShowDirectory, T("&Directory"), "Alt+3"},
    {T("&Conversation"), Command::UrgencyFyi, T("Urgency: &FYI"), "Ctrl+1"},
    {T("&Conversation"), Command::UrgencyAction, T("Urgency: &ACTION"), "Ctrl+2"},
    {T("&Conversation"), Command::UrgencyConcern, T("Urgency: &CONCERN"), "Ctrl+3"},
    {T("&Conversation"), Command::UrgencyStat, T("Urgency: &STAT"), "Ctrl+4"},
    {T("&Conversation"), Command::WriteMessage, T("&Write a message"), "Ctrl+E"},
    {T("&Conversation"), Command::Acknowledge, T("Ac&knowledge STAT"), "Ctrl+Return"},
    {T("&Conversation"), Command::AskResend, T("Ask to &resend"), "Ctrl+R"},
    {T("&Conversation"), Command::Retry, T("&Try again to send"), "Ctrl+Shift+R"},
    {T("&Conversation"), Command::Latest, T("&Latest message"), "Ctrl+Shift+End"},
    {T("&Conversation"), Command::NextConversation, T("Ne&xt conversation"), "Alt+Down"},
    {T("&Conversation"), Command::PreviousConversation, T("&Previous conversation"), "Alt+Up"},
    {T("&Help"), Command::Shortcuts, T("&Keyboard shortcuts"), "F1"},
};

#undef T

bool startsSection(Command command)
{
    return command == Command::Lock || command == Command::SignOut ||
        command == Command::WriteMessage || command == Command::Latest;
}

}  // namespace

MainMenu::MainMenu(QWidget* parent) : QMenuBar(parent)
{
    static_assert(std::size(kItems) == static_cast<std::size_t>(Command::Shortcuts) + 1);
    QMenu* menu = nullptr;
    const char* title = nullptr;
    for (const auto& item : kItems) {
        if (!title || qstrcmp(title, item.menu) != 0)
            menu = addMenu(tr(item.menu));
        title = item.menu;
        if (startsSection(item.command))
            menu->addSeparator();
        auto* entry = menu->addAction(tr(item.text));
        entry->setShortcut(QKeySequence(QString::fromLatin1(item.keys)));
        connect(entry, &QAction::triggered, this,
                [this, command = item.command] { Q_EMIT chosen(command); });
        m_actions << entry;
    }
}

QAction* MainMenu::action(Command command) const
{
    return m_actions.at(static_cast<qsizetype>(command));
}

void showShortcuts(const MainMenu& menu, QWidget* parent)
{
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(QStringLiteral("shortcuts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(MainMenu::tr("Sotto"));
    auto* layout = new QVBoxLayout(dialog);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(MainMenu::tr("Keyboard shortcuts"), TextRole::Screen, dialog));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    int row = 0;
    for (const auto& item : kItems) {
        const auto* entry = menu.action(item.command);
        auto words = entry->text();
        words.remove(QLatin1Char('&'));
        const int column = row < 11 ? 0 : 2;
        grid->addWidget(new Label(words, TextRole::Body, dialog), row % 11, column);
        grid->addWidget(new Label(entry->shortcut().toString(QKeySequence::NativeText),
                                  TextRole::Strong, Label::Tone::Secondary, dialog),
                        row % 11, column + 1);
        ++row;
    }
    layout->addLayout(grid);
    auto* close = makeButton("close", MainMenu::tr("Close"), ButtonKind::Primary, dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    dialog->show();
}

}  // namespace sotto::ui
