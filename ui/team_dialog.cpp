// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/team_dialog.h"

#include "ui/broadcast_page.h"
#include "ui/controls.h"
#include "ui/label.h"
#include "ui/people_picker.h"

#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr int kMostNameChars = 60;
constexpr int kLeastWidth = 480;

void prepare(QDialog& dialog, const char* name)
{
    dialog.setObjectName(QLatin1String(name));
    dialog.setAttribute(Qt::WA_DeleteOnClose);
    dialog.setWindowTitle(QStringLiteral("Sotto"));
    dialog.setMinimumWidth(kLeastWidth);
}

QVBoxLayout* pageLayout(QWidget* page)
{
    auto* layout = new QVBoxLayout(page);
    setGrid(*layout, 0, 0, 2);
    return layout;
}

}  // namespace

TeamDialog::TeamDialog(Client& client, const ConversationSnapshot& team,
                       const QList<PersonSnapshot>& people, Rights rights, QStringList labels,
                       QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_id(team.id),
      m_rights(rights),
      m_people(people),
      m_pages(new QStackedWidget(this)),
      m_made(nullptr),
      m_why(nullptr),
      m_name(nullptr),
      m_members(nullptr),
      m_newcomers(nullptr),
      m_rename(nullptr),
      m_add(nullptr),
      m_remove(nullptr),
      m_leave(nullptr),
      m_broadcast(nullptr)
{
    prepare(*this, "teamDialog");
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Team"), TextRole::Screen, this));
    layout->addWidget(m_pages, 1);
    m_pages->addWidget(makeMembers());
    m_pages->addWidget(makeAdding());
    auto* broadcast = new BroadcastPage(m_client, m_id, m_rights, std::move(labels), m_pages);
    m_pages->addWidget(broadcast);
    connect(broadcast, &BroadcastPage::left, this, [this] { m_pages->setCurrentIndex(0); });
    connect(broadcast, &BroadcastPage::sent, this, &QDialog::accept);
    auto* close = makeButton("teamClose", tr("Close"), ButtonKind::Primary, this);
    close->setAutoDefault(false);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(&m_client, &Client::teamChanged, this, &TeamDialog::take);
    m_client.openTeam(m_id);
}

QWidget* TeamDialog::makeMembers()
{
    auto* page = new QWidget(m_pages);
    auto* layout = pageLayout(page);
    auto* nameRow = new QHBoxLayout;
    m_name = new QLineEdit(page);
    m_name->setObjectName(QStringLiteral("teamName"));
    m_name->setAccessibleName(tr("Name of the team"));
    m_name->setMaxLength(kMostNameChars);
    m_rename = makeButton("teamRename", tr("&Rename"), ButtonKind::Outlined, page);
    nameRow->addWidget(m_name, 1);
    nameRow->addWidget(m_rename);
    layout->addLayout(nameRow);
    m_made = new Label({}, TextRole::Caption, Label::Tone::Secondary, page);
    layout->addWidget(m_made);
    m_members = new PeoplePicker(PeoplePicker::Takes::One, page);
    m_members->setObjectName(QStringLiteral("teamMembers"));
    layout->addWidget(m_members, 1);
    m_why = (new Label({}, TextRole::Caption, Label::Tone::Secondary, page))->wrapped();
    m_why->setObjectName(QStringLiteral("teamWhy"));
    layout->addWidget(m_why);
    auto* row = new QHBoxLayout;
    m_add = makeButton("teamAdd", tr("&Add…"), ButtonKind::Outlined, page);
    m_remove = makeButton("teamRemove", tr("Remo&ve"), ButtonKind::Outlined, page);
    m_broadcast = makeButton("teamBroadcast", tr("&Broadcast…"), ButtonKind::Outlined, page);
    m_leave = makeButton("teamLeave", tr("&Leave"), ButtonKind::Danger, page);
    for (auto* button : {m_add, m_remove, m_broadcast})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_leave);
    layout->addLayout(row);
    connect(m_rename, &QPushButton::clicked, this, &TeamDialog::rename);
    connect(m_name, &QLineEdit::returnPressed, this, &TeamDialog::rename);
    connect(m_members, &PeoplePicker::changed, this, &TeamDialog::onMemberChosen);
    connect(m_add, &QPushButton::clicked, this, [this] { m_pages->setCurrentIndex(1); });
    connect(m_broadcast, &QPushButton::clicked, this, [this] {
        m_pages->setCurrentIndex(2);
        m_pages->currentWidget()->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_client.removeFromTeam(m_id, m_members->chosen().value(0));
        m_members->setChosen({});
    });
    connect(m_leave, &QPushButton::clicked, this, [this] {
        m_client.leaveTeam(m_id);
        accept();
    });
    return page;
}

QPushButton* TeamDialog::addBack(const char* name, QWidget* page)
{
    auto* back = makeButton(name, tr("Back"), ButtonKind::Outlined, page);
    connect(back, &QPushButton::clicked, this, [this] { m_pages->setCurrentIndex(0); });
    return back;
}

QWidget* TeamDialog::makeAdding()
{
    auto* page = new QWidget(m_pages);
    auto* layout = pageLayout(page);
    layout->addWidget((new Label(tr("Who comes in sees nothing that was written before."),
                                 TextRole::Body, Label::Tone::Secondary, page))
                          ->wrapped());
    m_newcomers = new PeoplePicker(PeoplePicker::Takes::Many, page);
    layout->addWidget(m_newcomers, 1);
    auto* add = makeButton("teamAddGo", tr("Add to the team"), ButtonKind::Primary, page);
    add->setEnabled(false);
    auto* row = new QHBoxLayout;
    row->addWidget(addBack("teamAddBack", page));
    row->addStretch(1);
    row->addWidget(add);
    layout->addLayout(row);
    connect(m_newcomers, &PeoplePicker::changed, this,
            [this, add] { add->setEnabled(!m_newcomers->chosen().isEmpty()); });
    connect(add, &QPushButton::clicked, this, [this] {
        m_client.addToTeam(m_id, m_newcomers->chosen());
        m_newcomers->setChosen({});
        m_pages->setCurrentIndex(0);
    });
    return page;
}

void TeamDialog::take(const TeamSnapshot& team)
{
    if (team.id != m_id)
        return;
    if (!m_name->isModified())
        m_name->setText(team.name.string());
    m_team = team;
    QList<PersonSnapshot> members;
    QSet<QString> addresses;
    QString maker;
    for (const auto& member : team.members) {
        members << member.person;
        addresses << member.person.address;
        if (member.isMaker)
            maker = member.isSelf ? tr("you") : member.person.name.isolated();
    }
    m_members->setPeople(members);
    m_made->setText(tr("%n member(s). Made by %1.", nullptr, static_cast<int>(members.size()))
                        .arg(maker.isEmpty() ? tr("somebody who is no longer in it") : maker));
    auto others = m_people;
    others.removeIf([&](const PersonSnapshot& one) { return addresses.contains(one.address); });
    m_newcomers->setPeople(others);
    const bool iMade = std::ranges::any_of(
        team.members, [](const TeamMember& member) { return member.isMaker && member.isSelf; });
    m_why->setText(team.isRecord        ? tr("You are no longer in this team.")
                       : team.mayManage ? QString()
                       : iMade          ? tr("The team can be changed when you are online.")
                                        : tr("Only who made the team can change it."));
    const bool mayBroadcast = m_rights.has(Right::Broadcast);
    if (!mayBroadcast && !team.isRecord)
        m_why->setText(
            (m_why->text() + QLatin1Char(' ') + tr("Broadcasts are not for your role to send."))
                .trimmed());
    m_why->setVisible(!m_why->text().isEmpty());
    m_name->setReadOnly(!team.mayManage);
    m_rename->setEnabled(team.mayManage);
    m_add->setEnabled(team.mayManage);
    m_leave->setVisible(!iMade);
    m_leave->setEnabled(!team.isRecord);
    m_broadcast->setEnabled(!team.isRecord && mayBroadcast);
    onMemberChosen();
}

void TeamDialog::onMemberChosen()
{
    const auto chosen = m_members->chosen().value(0);
    const auto member = std::ranges::find_if(
        m_team.members, [&](const TeamMember& one) { return one.person.address == chosen; });
    m_remove->setEnabled(m_team.mayManage && member != m_team.members.end() && !member->isSelf);
}

void TeamDialog::rename()
{
    const auto name = m_name->text().trimmed();
    m_name->setModified(false);
    if (m_team.mayManage && !name.isEmpty() && name != m_team.name.string())
        m_client.renameTeam(m_id, name);
}

NewTeamDialog::NewTeamDialog(Client& client, const QList<PersonSnapshot>& people, QWidget* parent)
    : QDialog(parent)
{
    prepare(*this, "newTeamDialog");
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("New team"), TextRole::Screen, this));
    layout->addWidget((new Label(tr("Only its members can read the name and what is written. "
                                    "Write no patient into the name."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    auto* name = new QLineEdit(this);
    name->setObjectName(QStringLiteral("newTeamName"));
    name->setPlaceholderText(tr("Name of the team"));
    name->setAccessibleName(tr("Name of the team"));
    name->setMaxLength(kMostNameChars);
    layout->addWidget(name);
    auto* picker = new PeoplePicker(PeoplePicker::Takes::Many, this);
    picker->setPeople(people);
    layout->addWidget(picker, 1);
    auto* chosen = (new Label({}, TextRole::Caption, Label::Tone::Secondary, this))->wrapped();
    layout->addWidget(chosen);
    auto* make = makeButton("newTeamGo", tr("Make the team"), ButtonKind::Primary, this);
    auto* cancel = makeButton("newTeamCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(make);
    layout->addLayout(row);
    const auto update = [name, picker, chosen, make] {
        chosen->setText(picker->names());
        make->setEnabled(!name->text().trimmed().isEmpty() && !picker->chosen().isEmpty());
    };
    update();
    make->setDefault(true);
    connect(name, &QLineEdit::textChanged, this, update);
    connect(picker, &PeoplePicker::changed, this, update);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(make, &QPushButton::clicked, this, [this, &client, name, picker] {
        client.createRoom(name->text().trimmed(), picker->chosen());
        accept();
    });
    name->setFocus();
}

}  // namespace sotto::ui
