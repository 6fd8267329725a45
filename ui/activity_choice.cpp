// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity_choice.h"

#include "core/domain/patient.h"
#include "ui/controls.h"
#include "ui/label.h"

#include <QCheckBox>
#include <QCompleter>
#include <QDateEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sotto::ui {
namespace {

using Names = QHash<QString, QString>;

constexpr int kFieldHeight = 36;  // px: as the lines beside it

/// What two of them share says whose it is by the address.
QString shownName(const Names& names, const QString& address)
{
    const auto name = names.value(address, address);
    const auto same = std::ranges::count_if(names, [&name](const auto& other) {
        return other.compare(name, Qt::CaseInsensitive) == 0;
    });
    return same > 1 ? QStringLiteral("%1 (%2)").arg(name, address) : name;
}

void complete(QLineEdit& field, const Names& names)
{
    QStringList shown;
    for (auto at = names.keyBegin(); at != names.keyEnd(); ++at)
        shown << shownName(names, *at);
    shown.sort(Qt::CaseInsensitive);
    auto* completer = new QCompleter(shown, &field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    field.setCompleter(completer);
}

/// No value: nobody is called that. Empty: nobody is asked for.
std::optional<QString> addressIn(const QLineEdit& field, const Names& names)
{
    const auto text = field.text().trimmed();
    for (auto at = names.keyBegin(); at != names.keyEnd(); ++at)
        if (shownName(names, *at).compare(text, Qt::CaseInsensitive) == 0)
            return *at;
    const bool isAddress = text.isEmpty() || text.contains(QLatin1Char('@'));
    return isAddress ? std::optional{text} : std::nullopt;
}

QDateEdit* makeDay(const char* name, const QString& title, const QDate& day, QWidget* parent)
{
    auto* edit = new QDateEdit(day, parent);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(title);
    edit->setCalendarPopup(true);
    edit->setMinimumHeight(kFieldHeight);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    return edit;
}

std::int64_t beginOf(const QDate& day)
{
    return day.startOfDay().toMSecsSinceEpoch();
}

}  // namespace

ActivityChoice::ActivityChoice(const ActivityFilter& now, Known known, std::int64_t nowMs,
                               QWidget* parent)
    : QDialog(parent),
      m_known(std::move(known)),
      m_wrong((new Label({}, TextRole::Body, Label::Tone::Danger, this))->wrapped())
{
    setObjectName(QStringLiteral("activityChoice"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(460);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 2);
    layout->addWidget(new Label(tr("Which entries"), TextRole::Screen, this));
    layout->addWidget((new Label(tr("Leave a field empty to choose by the others alone."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    m_person = addField("choicePerson", tr("Done by, or with a message of"));
    m_conversation = addField("choiceConversation", tr("Conversation with"));
    m_patient = addField("choicePatient", tr("Patient's record number"));
    complete(*m_person, m_known.people);
    complete(*m_conversation, m_known.conversations);
    if (!now.person.isEmpty())
        m_person->setText(shownName(m_known.people, now.person));
    if (!now.conversation.isEmpty())
        m_conversation->setText(shownName(m_known.conversations, now.conversation));
    m_patient->setText(now.patient);
    addDays(now, nowMs);
    m_wrong->setObjectName(QStringLiteral("choiceWrong"));
    m_wrong->hide();
    layout->addWidget(m_wrong);
    auto* go = makeButton("choiceGo", tr("Show these"), ButtonKind::Primary, this);
    auto* cancel = makeButton("choiceCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(go);
    layout->addLayout(row);
    go->setDefault(true);
    m_person->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(go, &QPushButton::clicked, this, &ActivityChoice::take);
}

QLineEdit* ActivityChoice::addField(const char* name, const QString& title)
{
    auto* label = new Label(title, TextRole::Strong, this);
    auto* field = new QLineEdit(this);
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(title);
    field->setClearButtonEnabled(true);
    label->setBuddy(field);
    layout()->addWidget(label);
    layout()->addWidget(field);
    return field;
}

void ActivityChoice::addDays(const ActivityFilter& now, std::int64_t nowMs)
{
    const bool has = now.untilMs > 0;
    const auto dayOf = [](std::int64_t ms) { return QDateTime::fromMSecsSinceEpoch(ms).date(); };
    const auto today = dayOf(nowMs);
    m_hasDays = new QCheckBox(tr("Only the days from … to …"), this);
    m_hasDays->setObjectName(QStringLiteral("choiceHasDays"));
    m_hasDays->setChecked(has);
    m_from =
        makeDay("choiceFrom", tr("First day"), has ? dayOf(now.sinceMs) : today.addDays(-6), this);
    m_until = makeDay("choiceUntil", tr("Last day"), has ? dayOf(now.untilMs - 1) : today, this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_from, 1);
    row->addWidget(new Label(tr("to"), TextRole::Body, this));
    row->addWidget(m_until, 1);
    layout()->addWidget(m_hasDays);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    for (auto* day : {m_from, m_until}) {
        day->setEnabled(has);
        connect(m_hasDays, &QCheckBox::toggled, day, &QWidget::setEnabled);
    }
}

void ActivityChoice::take()
{
    ActivityFilter filter;
    const auto person = addressIn(*m_person, m_known.people);
    const auto conversation = addressIn(*m_conversation, m_known.conversations);
    if (!person)
        return say(tr("Nobody of that name is in the directory."), *m_person);
    if (!conversation)
        return say(tr("There is no conversation of that name here."), *m_conversation);
    filter.person = *person;
    filter.conversation = *conversation;
    filter.patient = m_patient->text().trimmed();
    if (!filter.patient.isEmpty() && recordKey(filter.patient.toStdString()).empty())
        return say(tr("A record number has letters and digits."), *m_patient);
    if (m_hasDays->isChecked()) {
        if (m_until->date() < m_from->date())
            return say(tr("The last day is before the first one."), *m_until);
        filter.sinceMs = beginOf(m_from->date());
        filter.untilMs = beginOf(m_until->date().addDays(1));
    }
    Q_EMIT chosen(filter);
    accept();
}

void ActivityChoice::say(const QString& what, QWidget& where)
{
    m_wrong->setText(what);
    m_wrong->show();
    where.setFocus(Qt::OtherFocusReason);
}

}  // namespace sotto::ui
