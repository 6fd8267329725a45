// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quiet_dialog.h"

#include "ui/controls.h"
#include "ui/label.h"
#include "ui/time_text.h"

#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <array>

namespace sotto::ui {
namespace {

constexpr std::array kMinutes{30, 60, 120, 240, 0};  // 0: until it is changed
constexpr int kUsual = 60;

}  // namespace

QuietDialog::QuietDialog(Client& client, const Clock& clock, QWidget* parent)
    : QDialog(parent),
      m_client(client),
      m_clock(clock),
      m_minutes(kUsual)
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

void QuietDialog::go()
{
    Availability wanted{.presence = Presence::DoNotDisturb};
    if (m_minutes)
        wanted.untilMs = toMs(m_clock.wallNow()) + m_minutes * std::int64_t{60'000};
    m_client.setAvailability(wanted);
    accept();
}

}  // namespace sotto::ui
