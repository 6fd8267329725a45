// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/emergency_banner.h"

#include "ui/controls.h"
#include "ui/icon_view.h"
#include "ui/label.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace sotto::ui {
namespace {

constexpr std::chrono::milliseconds kSecond{1000};

}  // namespace

EmergencyBanner::EmergencyBanner(Time time, QWidget* parent)
    : QFrame(parent),
      m_time(time),
      m_text((new Label({}, TextRole::Strong, Label::Tone::Danger, this))->wrapped()),
      m_left(new Label({}, TextRole::Title, Label::Tone::Danger, this))
{
    setObjectName(QStringLiteral("emergency"));
    setProperty("surface", QStringLiteral("emergency"));
    m_left->setObjectName(QStringLiteral("emergencyLeft"));
    auto* const end = makeButton("endEmergency", tr("End now"), ButtonKind::Danger, this);
    auto* row = new QHBoxLayout(this);
    setGrid(*row, 4, 2, 3);
    row->addWidget(new IconView(Icon::Shield, tokensFor(palette()).stat, this));
    row->addWidget(m_text, 1);
    row->addWidget(m_left);
    row->addWidget(end);
    connect(end, &QPushButton::clicked, this, &EmergencyBanner::endWanted);
    hide();
}

EmergencyBanner::~EmergencyBanner() = default;

void EmergencyBanner::begin(const EmergencySnapshot& emergency)
{
    m_emergency = emergency;
    const auto owner =
        emergency.ownerName.isEmpty() ? emergency.owner : emergency.ownerName.string();
    m_text->setText(tr("Emergency access to the messages of %1, read by %2. Reading only; "
                       "everything is recorded.")
                        .arg(owner, emergency.accessor));
    setAccessibleName(m_text->text());
    tick();
    show();
    announce(*this);
}

void EmergencyBanner::tick()
{
    const auto left =
        std::max<std::int64_t>(0, m_emergency.endsBootMs - m_time.clock.bootNow().count()) / 1000;
    m_left->setText(
        tr("Ends in %1")
            .arg(QStringLiteral("%1:%2").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0'))));
    m_timer = m_time.scheduler.after(kSecond, [this] { tick(); });
}

}  // namespace sotto::ui
