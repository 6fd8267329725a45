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

bool startsSection(Command command)
{
    return command == Command::Lock || command == Command::SignOut ||
        command == Command::BeAvailable || command == Command::WriteMessage ||
        command == Command::FileAction || command == Command::Latest || command == Command::Pin ||
        command == Command::Reply || command == Command::Acknowledge ||
        command == Command::CloseItem || command == Command::AskResend;
}

}  // namespace

struct MainMenu::Item {
    const char* menu;
    Command command;
    const char* text;
    const char* keys;
};

/// The table stands in a member function, where lupdate knows the context of its words.
std::span<const MainMenu::Item> MainMenu::items()
{
    // In the order of `enum class Command`.
    static constexpr Item kItems[] = {
        {QT_TR_NOOP("&File"), Command::NewConversation, QT_TR_NOOP("&New conversation"), "Ctrl+N"},
        {QT_TR_NOOP("&File"), Command::NewTeam, QT_TR_NOOP("New &team…"), "Ctrl+Shift+N"},
        {QT_TR_NOOP("&File"), Command::Lock, QT_TR_NOOP("&Lock"), "Ctrl+L"},
        {QT_TR_NOOP("&File"), Command::SwitchUser, QT_TR_NOOP("Switch &user"), "Ctrl+Shift+U"},
        {QT_TR_NOOP("&File"), Command::SetPin, QT_TR_NOOP("Set a &PIN…"), "Ctrl+Shift+P"},
        {QT_TR_NOOP("&File"), Command::EmergencyCode, QT_TR_NOOP("New &emergency code…"),
         "Ctrl+Shift+Y"},
        {QT_TR_NOOP("&File"), Command::Profile, QT_TR_NOOP("&My profile…"), "Ctrl+Shift+I"},
        {QT_TR_NOOP("&File"), Command::BeAvailable, QT_TR_NOOP("&Available"), "Ctrl+Shift+G"},
        {QT_TR_NOOP("&File"), Command::BeBusy, QT_TR_NOOP("&Busy"), "Ctrl+Shift+B"},
        {QT_TR_NOOP("&File"), Command::DoNotDisturb, QT_TR_NOOP("&Do not disturb…"),
         "Ctrl+Shift+D"},
        {QT_TR_NOOP("&File"), Command::OnCall, QT_TR_NOOP("&Roles on call…"), "Ctrl+Shift+O"},
        {QT_TR_NOOP("&File"), Command::SignOut, QT_TR_NOOP("Sign &out"), "Ctrl+Shift+Q"},
        {QT_TR_NOOP("&Edit"), Command::Copy, QT_TR_NOOP("&Copy message"), "Ctrl+Shift+C"},
        {QT_TR_NOOP("&Edit"), Command::Find, QT_TR_NOOP("&Find"), "Ctrl+K"},
        {QT_TR_NOOP("&Edit"), Command::RebuildIndex, QT_TR_NOOP("&Rebuild the search index"),
         "Ctrl+Shift+K"},
        {QT_TR_NOOP("&View"), Command::ShowOpenItems, QT_TR_NOOP("&Open items"), "Alt+1"},
        {QT_TR_NOOP("&View"), Command::ShowConversations, QT_TR_NOOP("&Conversations"), "Alt+2"},
        {QT_TR_NOOP("&View"), Command::ShowDirectory, QT_TR_NOOP("&Directory"), "Alt+3"},
        {QT_TR_NOOP("&View"), Command::ShowWorkstation, QT_TR_NOOP("&Workstation"), "Alt+4"},
        {QT_TR_NOOP("&View"), Command::ShowDevices, QT_TR_NOOP("D&evices"), "Alt+5"},
        {QT_TR_NOOP("&View"), Command::ShowActivity, QT_TR_NOOP("&Activity log"), "Alt+6"},
        {QT_TR_NOOP("&Conversation"), Command::UrgencyFyi, QT_TR_NOOP("Urgency: &FYI"), "Ctrl+1"},
        {QT_TR_NOOP("&Conversation"), Command::UrgencyAction, QT_TR_NOOP("Urgency: &ACTION"),
         "Ctrl+2"},
        {QT_TR_NOOP("&Conversation"), Command::UrgencyConcern, QT_TR_NOOP("Urgency: &CONCERN"),
         "Ctrl+3"},
        {QT_TR_NOOP("&Conversation"), Command::UrgencyStat, QT_TR_NOOP("Urgency: &STAT"), "Ctrl+4"},
        {QT_TR_NOOP("&Conversation"), Command::WriteMessage, QT_TR_NOOP("&Write a message"),
         "Ctrl+E"},
        {QT_TR_NOOP("&Conversation"), Command::WriteOrder, QT_TR_NOOP("&Give an order…"), "Ctrl+G"},
        {QT_TR_NOOP("&Conversation"), Command::ShowTeam, QT_TR_NOOP("&Members of the team…"),
         "Ctrl+Shift+M"},
        {QT_TR_NOOP("&Conversation"), Command::AttachFile, QT_TR_NOOP("Attach a fil&e…"),
         "Ctrl+Shift+A"},
        {QT_TR_NOOP("&Conversation"), Command::InsertTemplate, QT_TR_NOOP("Insert a template…"),
         "Ctrl+T"},
        {QT_TR_NOOP("&Conversation"), Command::AboutPatient, QT_TR_NOOP("About a patient…"),
         "Ctrl+P"},
        {QT_TR_NOOP("&Conversation"), Command::Pin, QT_TR_NOOP("Keep at the top"), "Ctrl+Shift+T"},
        {QT_TR_NOOP("&Conversation"), Command::Mute, QT_TR_NOOP("Mute what is not urgent"),
         "Ctrl+M"},
        {QT_TR_NOOP("&Conversation"), Command::Reply, QT_TR_NOOP("Reply to the message"), "Ctrl+J"},
        {QT_TR_NOOP("&Conversation"), Command::React, QT_TR_NOOP("React to the message…"),
         "Ctrl+Shift+S"},
        {QT_TR_NOOP("&Conversation"), Command::ShowQuoted, QT_TR_NOOP("Show the quoted message"),
         "Ctrl+Shift+L"},
        {QT_TR_NOOP("&Conversation"), Command::Acknowledge, QT_TR_NOOP("Ac&knowledge"),
         "Ctrl+Return"},
        {QT_TR_NOOP("&Conversation"), Command::Accept, QT_TR_NOOP("Acce&pt"), "Ctrl+Shift+Return"},
        {QT_TR_NOOP("&Conversation"), Command::Finish, QT_TR_NOOP("&Done"), "Ctrl+D"},
        {QT_TR_NOOP("&Conversation"), Command::Decline, QT_TR_NOOP("Decl&ine"), "Ctrl+Shift+X"},
        {QT_TR_NOOP("&Conversation"), Command::ShowEvidence, QT_TR_NOOP("W&ho has seen it…"),
         "Ctrl+I"},
        {QT_TR_NOOP("&Conversation"), Command::CloseItem, QT_TR_NOOP("No longer wai&ting"),
         "Ctrl+Shift+W"},
        {QT_TR_NOOP("&Conversation"), Command::EditMessage, QT_TR_NOOP("Correct &my message"),
         "Ctrl+Shift+E"},
        {QT_TR_NOOP("&Conversation"), Command::ShowHistory, QT_TR_NOOP("Earlier &versions…"),
         "Ctrl+Shift+H"},
        {QT_TR_NOOP("&Conversation"), Command::Recall, QT_TR_NOOP("Recall my message…"),
         "Ctrl+Shift+Backspace"},
        {QT_TR_NOOP("&Conversation"), Command::WrongRecipient,
         QT_TR_NOOP("Sent to the wrong person…"), "Ctrl+Shift+J"},
        {QT_TR_NOOP("&Conversation"), Command::AskResend, QT_TR_NOOP("Ask to &resend"), "Ctrl+R"},
        {QT_TR_NOOP("&Conversation"), Command::Retry, QT_TR_NOOP("&Try again to send"),
         "Ctrl+Shift+R"},
        {QT_TR_NOOP("&Conversation"), Command::FileAction, QT_TR_NOOP("&Download or open the file"),
         "Ctrl+O"},
        {QT_TR_NOOP("&Conversation"), Command::SaveFile, QT_TR_NOOP("Sa&ve the file…"), "Ctrl+S"},
        {QT_TR_NOOP("&Conversation"), Command::SaveOrder,
         QT_TR_NOOP("Save the order for the record…"), "Ctrl+Alt+G"},
        {QT_TR_NOOP("&Conversation"), Command::Latest, QT_TR_NOOP("&Latest message"),
         "Ctrl+Shift+End"},
        {QT_TR_NOOP("&Conversation"), Command::NextConversation, QT_TR_NOOP("Ne&xt conversation"),
         "Alt+Down"},
        {QT_TR_NOOP("&Conversation"), Command::PreviousConversation,
         QT_TR_NOOP("&Previous conversation"), "Alt+Up"},
        {QT_TR_NOOP("&Help"), Command::Help, QT_TR_NOOP("&Help for this screen"), "F1"},
        {QT_TR_NOOP("&Help"), Command::Shortcuts, QT_TR_NOOP("&Keyboard shortcuts"), "Ctrl+F1"},
    };

    static_assert(std::size(kItems) == static_cast<std::size_t>(Command::Shortcuts) + 1);
    return kItems;
}

MainMenu::MainMenu(QWidget* parent) : QMenuBar(parent)
{
    QMenu* menu = nullptr;
    const char* title = nullptr;
    for (const auto& item : items()) {
        if (!title || qstrcmp(title, item.menu) != 0)
            menu = addMenu(tr(item.menu));
        title = item.menu;
        if (startsSection(item.command))
            menu->addSeparator();
        auto* entry = menu->addAction(tr(item.text));
        entry->setShortcut(QKeySequence(QString::fromLatin1(item.keys)));
        if (item.command == Command::Lock || item.command == Command::SwitchUser)
            entry->setShortcutContext(Qt::ApplicationShortcut);  // also above an open picture
        entry->setCheckable(item.command == Command::Pin || item.command == Command::Mute);
        connect(entry, &QAction::triggered, this,
                [this, command = item.command] { Q_EMIT chosen(command); });
        m_actions << entry;
    }
}

QAction* MainMenu::action(Command command) const
{
    return m_actions.at(static_cast<qsizetype>(command));
}

void MainMenu::showShortcuts() const
{
    auto* dialog = new QDialog(window());
    dialog->setObjectName(QStringLiteral("shortcuts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Sotto"));
    auto* layout = new QVBoxLayout(dialog);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Keyboard shortcuts"), TextRole::Screen, dialog));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8 * kGrid);
    grid->setVerticalSpacing(2 * kGrid);
    const int half = (static_cast<int>(items().size()) + 1) / 2;
    int row = 0;
    for (const auto& item : items()) {
        const auto* entry = action(item.command);
        auto words = entry->text();
        words.remove(QLatin1Char('&'));
        const int column = row < half ? 0 : 2;
        grid->addWidget(new Label(words, TextRole::Body, dialog), row % half, column);
        grid->addWidget(new Label(entry->shortcut().toString(QKeySequence::NativeText),
                                  TextRole::Strong, Label::Tone::Secondary, dialog),
                        row % half, column + 1);
        ++row;
    }
    layout->addLayout(grid);
    auto* close = makeButton("close", tr("Close"), ButtonKind::Primary, dialog);
    QObject::connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    dialog->show();
}

}  // namespace sotto::ui
