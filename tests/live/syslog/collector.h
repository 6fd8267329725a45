// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A real rsyslog that takes records over mutual TLS and appends them to a file.

#include <QProcess>
#include <QTemporaryDir>

#include <cstdint>
#include <filesystem>
#include <string>

namespace sotto::test {

class Collector {
public:
    /// `driver`: "gtls" (ends without TLS's own goodbye) or "ossl".
    explicit Collector(const std::string& driver);
    ~Collector();

    static bool isInstalled(const std::string& driver);

    void start();
    void stop();  ///< in order
    void kill();  ///< as a power cut would

    std::filesystem::path issuer() const { return file("ca.pem"); }

    std::filesystem::path ourIdentity() const { return file("station.pem"); }

    std::filesystem::path kept() const { return file("kept.log"); }

    std::uint16_t port() const { return m_port; }

private:
    std::filesystem::path file(const char* name) const;
    void makeIdentity(const std::string& name, const std::string& issuer);
    void writeSettings(const std::string& driver) const;

    QTemporaryDir m_folder;
    std::uint16_t m_port = 0;
    QProcess m_process;
};

}  // namespace sotto::test
