// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/station/collector_link.h"

#include "core/relay/tls_transport.h"

#include <QSysInfo>

namespace sotto::app {
namespace {

syslog::BodyFormat formatOf(const Policy& policy)
{
    const auto& word = policy.text("audit.format");
    return word == "dicom" ? syslog::BodyFormat::Dicom
        : word == "fhir"   ? syslog::BodyFormat::Fhir
                           : syslog::BodyFormat::Json;
}

relay::TlsSettings tlsOf(const Policy& policy)
{
    relay::TlsSettings tls;
    tls.allowTls12 = policy.text("crypto.tls_min") == "1.2";
    tls.caFile = policy.text("audit.syslog_ca");
    tls.identityFile = policy.text("audit.syslog_cert");
    tls.alpn.clear();
    tls.waitForPeersEnd = true;
    return tls;
}

}  // namespace

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
    m_shipper.reset();
    const auto& policy = m_policy.current().policy;
    const auto& host = policy.text("audit.syslog_host");
    if (host.empty())
        return;
    const auto port = static_cast<std::uint16_t>(policy.integer("audit.syslog_port"));
    m_shipper = std::make_unique<syslog::LogShipper>(
        m_folder,
        syslog::LogShipper::Target{
            {host, host, port}, formatOf(policy), QSysInfo::machineHostName().toStdString()},
        std::make_unique<relay::TlsTransport>(tlsOf(policy), m_time), m_time);
    connect(m_shipper.get(), &syslog::LogShipper::failingChanged, this,
            &CollectorLink::failingChanged);
}

}  // namespace sotto::app
