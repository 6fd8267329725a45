// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roles_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/on_call_words.h"
#include "ui/people_picker.h"

#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace sotto::ui {
namespace {

constexpr std::array kHours{4, 8, 12, 24};
constexpr int kSecondsInHour = 3600;

QPushButton* makeFor(const char* what, const OnCallSnapshot& role, const QString& text,
                     ButtonKind kind, QWidget* parent)
{
    auto* button = makeButton(what, text, kind, parent);
    button->setObjectName(QLatin1String(what) + QLatin1Char('-') + role.role);
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')) + QStringLiteral(": ") +
                              role.title.string());
    return button;
}

}  // namespace

RolesDialog::RolesDialog(Client& client, const QList<OnCallSnapshot>& roles, QWidget* parent)
    : QDialog(parent),
      m_client(client)
{
    setObjectName(QStringLiteral("rolesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(640);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 3);
    layout->addWidget(new Label(tr("Roles on call"), TextRole::Screen, this));
    layout->addWidget(
        (new Label(tr("What is written to a role goes to whoever holds it. Who is signed out "
                      "holds nothing; what nobody holds falls to the role that your clinic names."),
                   TextRole::Body, Label::Tone::Secondary, this))
            ->wrapped());
    layout->addWidget(makeTimes(roles));
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);  // its buttons take it, and bring themselves into sight
    area->setMinimumHeight(260);
    m_rows = new QWidget(area);
    area->setWidget(m_rows);
    layout->addWidget(area, 1);
    auto* close = makeButton("rolesClose", tr("Close"), ButtonKind::Outlined, this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
    m_close = close;
    connect(&client, &Client::onCallChanged, this, &RolesDialog::show);
    show(roles);
    client.lookAtOnCall();
}

/// For how long a claim shall stand; nothing for who may hold no role.
QWidget* RolesDialog::makeTimes(const QList<OnCallSnapshot>& roles)
{
    auto* times = new QWidget(this);
    auto* row = new QHBoxLayout(times);
    setGrid(*row, 0, 0, 4);
    row->addWidget(new Label(tr("Hold a role for"), TextRole::Body, times));
    const auto mine = std::ranges::find(roles, true, &OnCallSnapshot::mayClaim);
    times->setVisible(mine != roles.end());
    const int longest = mine == roles.end() ? 0 : mine->longestClaimS / kSecondsInHour;
    m_hours = std::min(m_hours, std::max(1, longest));
    for (const int hours : kHours) {
        if (hours > longest)
            continue;
        auto* choice = new QRadioButton(tr("%n hour(s)", nullptr, hours), times);
        choice->setObjectName(QStringLiteral("hold-%1").arg(hours));
        choice->setChecked(hours == m_hours);
        connect(choice, &QRadioButton::clicked, this, [this, hours] { m_hours = hours; });
        row->addWidget(choice);
    }
    row->addStretch(1);
    return times;
}

/// The focus stays where it was, as far as that button is still there.
void RolesDialog::show(const QList<OnCallSnapshot>& roles)
{
    auto* const before = focusWidget();
    const auto focused = before && m_rows->isAncestorOf(before) ? before->objectName() : QString();
    qDeleteAll(m_rows->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete m_rows->layout();
    auto* layout = new QVBoxLayout(m_rows);
    setGrid(*layout, 0, 0, 2);
    for (const auto& role : roles)
        layout->addWidget(makeRow(role));
    if (roles.isEmpty())
        layout->addWidget((new Label(tr("Your clinic names no roles on call. They stand in its "
                                        "signed list of roles."),
                                     TextRole::Body, Label::Tone::Secondary, m_rows))
                              ->wrapped());
    layout->addStretch(1);
    orderTabs();
    if (focused.isEmpty())
        return;
    auto* again = m_rows->findChild<QPushButton*>(focused);
    if (!again)
        again = m_rows->findChild<QPushButton*>();
    if (again)
        again->setFocus();
}

/// The rows are made anew, and would come after what stands below them.
void RolesDialog::orderTabs()
{
    QWidget* last = nullptr;
    for (auto* button : m_rows->findChildren<QPushButton*>()) {
        if (last)
            setTabOrder(last, button);
        last = button;
    }
    if (last)
        setTabOrder(last, m_close);
}

QWidget* RolesDialog::makeRow(const OnCallSnapshot& role)
{
    auto* row = makeSurface("card", m_rows);
    auto* words = new QVBoxLayout;
    setGrid(*words, 0, 0, 1);
    words->addWidget(new Label(role.title.string(), TextRole::Strong, row));
    words->addWidget((new Label(standingText(role), TextRole::Body,
                                role.lost ? Label::Tone::Caution : Label::Tone::Secondary, row))
                         ->wrapped());
    if (role.openItems > 0 && role.mayClaim)
        words->addWidget(new Label(tr("%n open item(s) of yours", nullptr, role.openItems),
                                   TextRole::Caption, row));
    if (!role.offeredTo.isEmpty())
        words->addWidget(
            new Label(tr("Offered to %1, not answered yet").arg(role.offeredTo.isolated()),
                      TextRole::Caption, Label::Tone::Accent, row));
    auto* layout = new QHBoxLayout(row);
    setGrid(*layout, 4, 3, 2);
    layout->addLayout(words, 1);
    addButtons(*layout, role);
    return row;
}

void RolesDialog::addButtons(QBoxLayout& row, const OnCallSnapshot& role)
{
    auto* const parent = m_rows;
    if (role.byUs || role.lost) {
        auto* release = makeFor("release", role, tr("Give up"), ButtonKind::Outlined, parent);
        connect(release, &QPushButton::clicked, this,
                [this, name = role.role] { m_client.releaseOnCall(name); });
        row.addWidget(release);
    }
    if (role.byUs && !role.colleagues.isEmpty()) {
        auto* hand = makeFor("handOver", role, tr("Hand over…"), ButtonKind::Outlined, parent);
        connect(hand, &QPushButton::clicked, this, [this, role] { handOver(role); });
        row.addWidget(hand);
    }
    if (!role.goesTo.isEmpty()) {
        auto* write = makeFor("write", role, tr("Write"), ButtonKind::Outlined, parent);
        connect(write, &QPushButton::clicked, this, [this, name = role.role] {
            m_client.startOnCall(name);
            accept();
        });
        row.addWidget(write);
    }
    if (role.mayClaim && !role.byUs) {
        auto* claim = makeFor("claim", role, tr("Claim"), ButtonKind::Primary, parent);
        connect(claim, &QPushButton::clicked, this,
                [this, name = role.role] { m_client.claimOnCall(name, m_hours * kSecondsInHour); });
        row.addWidget(claim);
    }
}

void RolesDialog::handOver(const OnCallSnapshot& role)
{
    (new RoleHandOverDialog(m_client, role, this))->open();
}

RoleHandOverDialog::RoleHandOverDialog(Client& client, const OnCallSnapshot& role, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("roleHandOver"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(460);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 2);
    layout->addWidget(
        (new Label(tr("Hand over %1").arg(role.title.isolated()), TextRole::Screen, this))
            ->wrapped());
    layout->addWidget(
        (new Label(tr("You hold it until they say yes. Then it is theirs, with %n open item(s), "
                      "and those who wrote them are told.",
                      nullptr, role.openItems),
                   TextRole::Body, Label::Tone::Secondary, this))
            ->wrapped());
    auto* colleague = new PeoplePicker(PeoplePicker::Takes::One, this);
    colleague->setPeople(role.colleagues);
    layout->addWidget(colleague);
    auto* cancel = makeButton("handOverCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* go = makeButton("handOverGo", tr("Offer"), ButtonKind::Primary, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(go);
    layout->addLayout(row);
    go->setEnabled(false);
    connect(colleague, &PeoplePicker::changed, go,
            [colleague, go] { go->setEnabled(!colleague->chosen().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, [this, &client, colleague, name = role.role] {
        client.offerOnCall(name, colleague->chosen().front());
        accept();
    });
}

}  // namespace sotto::ui
