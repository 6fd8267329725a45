// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/collector_link.h"

#include "app/compose.h"

namespace sotto::app {

CollectorLink::CollectorLink(std::filesystem::path logFolder, policy::PolicyWatcher& policy,
                             Time time, QObject* parent)
    : QObject(parent),
      m_folder(std::move(logFolder)),
      m_policy(policy),
      m_time(time)
{
    connect(&policy, &policy::PolicyWatcher::changed, this, &CollectorLink::follow);
    follow();
}

void CollectorLink::follow()
{
    m_shipper.reset();  // before the next one reads how far it came
    m_shipper = makeLogShipper(m_folder, m_policy.current().policy, m_time);
    if (!m_shipper)
        return;
    connect(m_shipper.get(), &syslog::LogShipper::failingChanged, this,
            &CollectorLink::failingChanged);
}

}  // namespace sotto::app
