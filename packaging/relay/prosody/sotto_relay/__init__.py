# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of the sotto-relay program. Standard library only."""
