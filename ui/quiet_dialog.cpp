// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quiet_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/people_picker.h"
#include "ui/time_text.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace sotto::ui {
namespace {

constexpr std::array kMinutes{30, 60, 120, 240, 0};  // 0: until it is changed
constexpr int kUsual = 60;

/// It has grown: on a small screen its buttons would be below the edge.
void keepOnScreen(QDialog& dialog)
{
    const auto screen = dialog.screen()->availableGeometry();
    const int below = dialog.frameGeometry().bottom() - screen.bottom();
    if (below > 0)
        dialog.move(dialog.x(), std::max(screen.top(), dialog.y() - below));
}

}  // namespace

QuietDialog::QuietDialog(Client& client, const Clock& clock, const Availability& now,
                         const QList<PersonSnapshot>& people, QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_clock(clock),
      m_minutes(kUsual),
      m_forwards(nullptr),
      m_colleague(nullptr)
{
    setObjectName(QStringLiteral("quietDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sotto"));
    setMinimumWidth(460);
    auto* layout = new QVBoxLayout(this);
    setGrid(*layout, 6, 6, 2);
    layout->addWidget(new Label(tr("Do not disturb"), TextRole::Screen, this));
    layout->addWidget((new Label(tr("Messages keep arriving without a sound; what your "
                                    "clinic marks as most urgent still rings. Your colleagues "
                                    "see it before they write."),
                                 TextRole::Body, Label::Tone::Secondary, this))
                          ->wrapped());
    addTimes();
    addForward(now, people);
    auto* start = makeButton("quietGo", tr("Start"), ButtonKind::Primary, this);
    auto* cancel = makeButton("quietCancel", tr("Cancel"), ButtonKind::Outlined, this);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(start);
    layout->addLayout(row);
    start->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(start, &QPushButton::clicked, this, &QuietDialog::go);
}

void QuietDialog::addTimes()
{
    const auto nowMs = toMs(m_clock.wallNow());
    for (const int minutes : kMinutes) {
        const auto until = clockText(nowMs + minutes * std::int64_t{60'000});
        auto* choice =
            new QRadioButton(minutes ? tr("Until %1").arg(until) : tr("Until I change it"), this);
        choice->setObjectName(QStringLiteral("quiet-%1").arg(minutes));
        choice->setChecked(minutes == m_minutes);
        connect(choice, &QRadioButton::clicked, this, [this, minutes] { m_minutes = minutes; });
        layout()->addWidget(choice);
    }
}

void QuietDialog::addForward(const Availability& now, const QList<PersonSnapshot>& people)
{
    m_forwards = new QCheckBox(tr("Forward what arrives to a colleague"), this);
    m_forwards->setObjectName(QStringLiteral("quietForwards"));
    m_colleague = new PeoplePicker(PeoplePicker::Takes::One, this);
    m_colleague->setPeople(people);
    auto* names = new Label(tr("Choose who shall get it."), TextRole::Strong, this);
    connect(m_colleague, &PeoplePicker::changed, this, [this, names] {
        names->setText(m_colleague->chosen().isEmpty() ? tr("Choose who shall get it.")
                                                       : tr("To %1").arg(m_colleague->names()));
    });
    const auto show = [this, names](bool on) {
        m_colleague->setVisible(on);
        names->setVisible(on);
        adjustSize();
        if (isVisible())
            keepOnScreen(*this);
    };
    connect(m_forwards, &QCheckBox::toggled, this, show);
    layout()->addWidget(m_forwards);
    layout()->addWidget(names);
    layout()->addWidget(m_colleague);
    show(false);
    if (!now.forwardTo.isEmpty()) {
        m_colleague->setChosen({now.forwardTo});
        m_forwards->setChecked(true);
    }
}

void QuietDialog::go()
{
    if (m_forwards->isChecked() && m_colleague->chosen().isEmpty()) {
        m_colleague->setFocus();
        return;
    }
    Availability wanted{.presence = Presence::DoNotDisturb};
    if (m_minutes)
        wanted.untilMs = toMs(m_clock.wallNow()) + m_minutes * std::int64_t{60'000};
    if (m_forwards->isChecked())
        wanted.forwardTo = m_colleague->chosen().front();
    m_client.setAvailability(wanted);
    accept();
}

}  // namespace sotto::ui
