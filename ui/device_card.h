// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/devices.h"

#include <QFrame>

class QHBoxLayout;

namespace sotto::ui {

/// One device: what it is, how far it is trusted, and what can be done about it.
class DeviceCard final : public QFrame {
    Q_OBJECT
public:
    DeviceCard(const DeviceSnapshot& device, std::int64_t nowMs, QWidget* parent);

Q_SIGNALS:
    void compareWanted(sotto::DeviceSnapshot device);
    void acceptWanted(sotto::DeviceSnapshot device);
    void withdrawWanted(sotto::DeviceSnapshot device);
    void renameWanted(sotto::DeviceSnapshot device);
    void removeWanted(sotto::DeviceSnapshot device);

private:
    void addButtons(QHBoxLayout& row);
    template <class Signal>
    void addButton(QHBoxLayout& row, const char* name, const QString& text, Signal signal);

    DeviceSnapshot m_device;
};

}  // namespace sotto::ui
